package tinytorch.milestones.program;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line, read strictly: anything unknown, doubled, without its value or out of range is refused. An option that is not given has its usual value. */
public final class Arguments {
    private final Map<String, String> given = new LinkedHashMap<>();

    private Arguments() {
    }

    /**
     * Reads {@code --name value}, {@code --name=value} and {@code --name}.
     *
     * @param valued the options with a value
     * @param flags  those without
     */
    public static Arguments read(Set<String> valued, Set<String> flags, String... args) throws UsageException {
        Arguments read = new Arguments();
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            String name = parts[0];
            boolean needsValue = valued.contains(name);
            String value = parts.length == 2 ? parts[1] : "";
            if (needsValue && parts.length == 1) {
                value = i + 1 < args.length && !args[i + 1].startsWith("--") ? args[++i] : "";
            }
            if (!needsValue && !flags.contains(name)) {
                throw new UsageException((name.startsWith("-") ? "unknown option " : "unexpected argument ") + name);
            }
            if (needsValue ? value.isEmpty() : parts.length == 2) {
                throw new UsageException(name + (needsValue ? " needs a value" : " takes no value"));
            }
            if (read.given.put(name, value) != null) {
                throw new UsageException(name + " is given twice");
            }
        }
        return read;
    }

    /** Whether one of these options is given. */
    public boolean has(String... names) {
        return List.of(names).stream().anyMatch(given::containsKey);
    }

    /** The value as it was typed. */
    public String text(String name, String usual) {
        return given.getOrDefault(name, usual);
    }

    /** A whole number in a range. */
    public int number(String name, int usual, int least, int most) throws UsageException {
        long number = whole(name, usual);
        if (has(name) && (number < least || number > most)) {
            throw new UsageException("%s must be from %d to %d, got %s".formatted(name, least, most, given.get(name)));
        }
        return (int) number;
    }

    /** Any whole number. */
    public long whole(String name, long usual) throws UsageException {
        try {
            return has(name) ? Long.parseLong(given.get(name)) : usual;
        } catch (NumberFormatException e) {
            throw new UsageException(name + " needs a whole number, got " + given.get(name));
        }
    }

    /** A number in a range. */
    public double real(String name, double usual, double least, double most) throws UsageException {
        double number;
        try {
            number = has(name) ? Double.parseDouble(given.get(name)) : usual;
        } catch (NumberFormatException e) {
            throw new UsageException(name + " needs a number, got " + given.get(name));
        }
        if (!(number >= least && number <= most)) {
            throw new UsageException("%s must be from %s to %s, got %s".formatted(name, least, most, given.get(name)));
        }
        return number;
    }

    /** One of some words. */
    public String choice(String name, String usual, List<String> choices) throws UsageException {
        String value = text(name, usual);
        if (!choices.contains(value)) {
            throw new UsageException(name + " must be one of " + String.join(", ", choices) + ", got " + value);
        }
        return value;
    }

    /** A file or folder; {@code what} says which. */
    public Path path(String name, Path usual, String what) throws UsageException {
        try {
            return has(name) ? Path.of(given.get(name)) : usual;
        } catch (InvalidPathException e) {
            throw new UsageException(name + " " + given.get(name) + " is no " + what + " name (" + e.getReason() + ")");
        }
    }

    /** A command to type, made of what differs from the usual. */
    public static final class Command {
        private final List<String> words = new ArrayList<>();

        /** Begins with these words. */
        public Command(String... first) {
            words.addAll(List.of(first));
        }

        /** With an option, unless its value is the usual one. */
        public Command add(String name, Object value, Object usual) {
            if (!value.equals(usual)) {
                String text = value.toString();
                words.add(name + " " + (text.contains(" ") ? "\"" + text + "\"" : text));
            }
            return this;
        }

        /** With an option that takes no value, if it is set. */
        public Command add(String name, boolean set) {
            if (set) {
                words.add(name);
            }
            return this;
        }

        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }
}
