package tinytorch.tito;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tinytorch.course.Task;

/**
 * Colour and line length.
 *
 * @param color whether to write ANSI escape sequences
 */
record Style(boolean color) {
    /** Everything is written to be read in a terminal of this many columns. */
    static final int WIDTH = 80;

    /**
     * Decides as the conventions say: {@code --color} wins, then NO_COLOR, then CLICOLOR_FORCE, then whether the output is a terminal.
     *
     * @param choice   the value of {@code --color}: auto, always or never
     * @param env      the environment variables
     * @param terminal whether standard output is a terminal
     */
    static Style of(String choice, Map<String, String> env, boolean terminal) {
        return new Style(switch (choice) {
            case "always" -> true;
            case "never" -> false;
            default -> {
                if (!env.getOrDefault("NO_COLOR", "").isEmpty()) {
                    yield false;
                }
                String force = env.getOrDefault("CLICOLOR_FORCE", "");
                if (!force.isEmpty() && !force.equals("0")) {
                    yield true;
                }
                yield terminal && !"dumb".equals(env.get("TERM"));
            }
        });
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    /** What stands behind a task that the module does not need to be done. */
    String stretch(Task task) {
        return task.stretch() ? dim("   stretch") : "";
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String cyan(String text) {
        return paint("36", text);
    }

    private String paint(String code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Breaks a text between words into lines that fit, each after {@code indent}. Line breaks in the text stay. */
    static List<String> wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder(indent);
            for (String word : paragraph.split(" ")) {
                if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                    lines.add(line.toString());
                    line = new StringBuilder(indent);
                }
                line.append(line.length() > indent.length() ? " " : "").append(word);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
