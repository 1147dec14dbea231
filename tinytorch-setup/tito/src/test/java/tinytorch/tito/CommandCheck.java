package tinytorch.tito;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;
import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.tito.ShownCommands.Shown;

/**
 * Whether a command line can be typed: the real command line parses it, and the modules, tasks, milestones, datasets, options of programs, Maven modules, tests and
 * scripts that it names are there.
 */
final class CommandCheck {
    private static final String BOARD = "tinytorch-compete/board/src/main/java/tinytorch/board/program";
    /** A word as a shell takes it: quoted, or without blanks. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    /** What guides write where the reader chooses. */
    private static final Map<String, String> CHOICES = Map.of("NN", "02", "TASK", "tensor.matmul", "NAME", "inference", "COMMAND", "status", "1-3", "1", "N", "1", "MODULE", "tinytorch-tensor");
    private static final Set<String> GOALS = Set.of("test", "package", "verify", "process-classes");

    private final Course course = Course.load(ShownCommands.ROOT);

    /** The real command line. */
    static CommandLine line() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Tito.commandLine(new Session(ShownCommands.ROOT, ShownCommands.ROOT, Map.of(), nowhere, nowhere, false, "./tito"));
    }

    /** What is wrong with a whole command line; empty if it can be typed. */
    Optional<String> typed(Shown shown) {
        try {
            List<String> words = words(shown.line());
            String first = words.removeFirst();
            if (first.matches("(\\./)?tito")) {
                tito(words);
            } else if (first.matches("(\\./)?mvnw?")) {
                maven(words);
            } else {
                require(Files.isExecutable(ShownCommands.ROOT.resolve(first)), "there is no program " + first);
            }
            return Optional.empty();
        } catch (CommandLine.MissingParameterException e) {
            return shown.prose() ? named(shown) : Optional.of(shown + "   " + e.getMessage());
        } catch (CommandLine.ParameterException | CourseException | IllegalArgumentException e) {
            return Optional.of(shown + "   " + e.getMessage());
        }
    }

    /** The same for the beginning of one, as a source shows it: commands and options exist, arguments may still be missing. */
    Optional<String> named(Shown shown) {
        try {
            CommandLine at = line();
            String program = "";
            for (String word : words(shown.line()).stream().skip(1).toList()) {
                CommandLine below = at.getSubcommands().get(word);
                if (below != null) {
                    at = below;
                    program = word;
                } else if (program.equals("leaderboard") && !word.startsWith("-")) {
                    knows(BOARD, word);
                    program = word;
                } else if (!at.getSubcommands().isEmpty() && !word.startsWith("-") && !word.equals(word.toUpperCase(java.util.Locale.ROOT))) {
                    throw new IllegalArgumentException("there is no command " + word);
                } else if (word.startsWith("--") && !at.getCommandSpec().optionsMap().containsKey(word)) {
                    knows(program.equals("milestone") ? "milestones/src/main/java" : program.equals("bench") ? "tinytorch-kernels/benchmarks/src/main/java" : BOARD, word);
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(shown + "   " + e.getMessage());
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line.replaceAll("[\\[\\]]", "").replace("...", "")); word.find();) {
            String found = word.group().replaceAll("^['\"]|['\"]$", "");
            words.add(CHOICES.getOrDefault(found, found));
        }
        return words;
    }

    private void tito(List<String> words) {
        ParseResult parsed = line().parseArgs(words.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        String command = parsed.commandSpec().name();
        for (ArgSpec given : parsed.matchedArgs()) {
            for (String values : given.originalStringValues()) {
                for (String value : given.splitRegex().isEmpty() ? new String[] {values} : values.split(given.splitRegex())) {
                    exists(command, given.paramLabel(), value);
                }
            }
        }
        handedOn(command, parsed);
    }

    private void exists(String command, String label, String value) {
        if (command.equals("submit") && label.equals("TASK")) {
            knows("tinytorch-compete/model/src/main/java/tinytorch/model", value);
        } else if (label.equals("TASK") || label.equals("TASK|NN") && value.contains(".")) {
            course.task(value);
        } else if (label.equals("NN") || label.equals("TASK|NN")) {
            course.module(value);
        } else if (label.equals("NAME") && command.equals("milestone")) {
            course.milestone(value);
        } else if (label.equals("NAME")) {
            knows("tinytorch-data/src/main/java/tinytorch/data/source", value);
        }
    }

    /** What a program behind {@code tito} gets must be named in its own sources. Values of its options and files need not. */
    private void handedOn(String command, ParseResult parsed) {
        List<String> handed = new ArrayList<>();
        parsed.matchedPositionals().stream().filter(given -> given.paramLabel().matches("ARG|MODEL")).forEach(given -> handed.addAll(given.originalStringValues()));
        boolean named = command.equals("submit");   // its first argument is a file
        for (int i = 0; i < handed.size(); i++) {
            String word = handed.get(i);
            boolean value = i > 0 && handed.get(i - 1).startsWith("--") || named && i == 0 || word.equals(word.toUpperCase(java.util.Locale.ROOT));
            boolean argument = command.equals("leaderboard") && i > 0;   // after its command
            if (word.startsWith("-") || !value && !argument) {
                knows(program(command, parsed), word);
            }
        }
    }

    /** The folder with the program that a command hands its arguments to. */
    private String program(String command, ParseResult parsed) {
        return switch (command) {
            case "milestone" -> folder(course.milestone(first(parsed)).main().orElseThrow());
            case "lab" -> folder(course.module(first(parsed)).lab().orElseThrow());
            case "bench" -> "tinytorch-kernels/benchmarks/src/main/java";
            default -> BOARD;
        };
    }

    private static String first(ParseResult parsed) {
        return parsed.matchedPositionals().getFirst().originalStringValues().getFirst();
    }

    private String folder(String main) {
        String sources = "/src/main/java/" + main.substring(0, main.lastIndexOf('.')).replace('.', '/');
        return Stream.concat(course.modules().stream().map(module -> module.path()), Stream.of("milestones", "tinytorch-compete/contest")).map(module -> module + sources)
                .filter(folder -> Files.isDirectory(ShownCommands.ROOT.resolve(folder))).findFirst().orElseThrow();
    }

    /** Refuses a word that no source in the folder has as a text of its own. */
    private static void knows(String folder, String word) {
        try (Stream<Path> files = Files.walk(ShownCommands.ROOT.resolve(folder))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains('"' + word + '"')) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sources in " + folder, e);
        }
        throw new IllegalArgumentException("nothing in " + folder + " knows " + word);
    }

    private static void maven(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Path module = ShownCommands.ROOT.resolve(words.contains("-pl") ? words.get(words.indexOf("-pl") + 1) : ".");
            require(Files.exists(module.resolve("pom.xml")), "there is no module " + module);
            if (word.startsWith("-Dtest=")) {
                require(ShownCommands.files(path -> path.startsWith(module) && path.endsWith(word.substring(7) + ".java")).size() == 1, "there is no test " + word.substring(7));
            } else if (!word.startsWith("-") && !(i > 0 && words.get(i - 1).equals("-pl"))) {
                require(GOALS.contains(word), "there is no goal " + word);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
