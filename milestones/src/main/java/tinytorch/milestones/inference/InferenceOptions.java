package tinytorch.milestones.inference;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import tinytorch.milestones.program.UsageException;

/**
 * What the user asked for.
 *
 * @param mode    what to do
 * @param image   the picture to read, in mode {@link Mode#IMAGE}
 * @param json    one JSON object on standard output, everything else on standard error
 * @param offline download nothing
 */
record InferenceOptions(Mode mode, Path image, boolean json, boolean offline) {
    static final String USAGE = """
            usage: tito milestone inference [--json] [--offline]    run the milestone
                   tito milestone inference --image FILE [--json]   read a digit from your own picture
                   tito milestone inference --draw                  draw a digit in the terminal""";

    /** The three things this milestone can do. */
    enum Mode { EVALUATE, IMAGE, DRAW, HELP }

    /** Reads the arguments, strictly: anything unknown, doubled or contradictory is refused. */
    static InferenceOptions parse(String... args) throws UsageException {
        Mode mode = Mode.EVALUATE;
        Path image = null;
        boolean json = false;
        boolean offline = false;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            String value = null;
            if (arg.startsWith("--image=")) {
                value = arg.substring("--image=".length());
                arg = "--image";
            }
            switch (arg) {
                case "--json" -> json = once(arg, json);
                case "--offline" -> offline = once(arg, offline);
                case "--image" -> {
                    mode = only(arg, mode, Mode.IMAGE);
                    if (value == null) {
                        value = i + 1 < args.length ? args[++i] : "";
                    }
                    image = path(value);
                }
                case "--draw" -> mode = only(arg, mode, Mode.DRAW);
                case "--help", "-h" -> mode = only(arg, mode, Mode.HELP);
                default -> throw new UsageException((arg.startsWith("-") ? "unknown option " : "unexpected argument ") + arg);
            }
        }
        if (mode == Mode.DRAW && json) {
            throw new UsageException("--draw shows a screen to draw on and can't be combined with --json");
        }
        if (mode != Mode.EVALUATE && offline) {
            throw new UsageException("--offline is for the milestone itself, which needs a dataset");
        }
        return new InferenceOptions(mode, image, json, offline);
    }

    private static boolean once(String arg, boolean given) throws UsageException {
        if (given) {
            throw new UsageException(arg + " is given twice");
        }
        return true;
    }

    private static Mode only(String arg, Mode before, Mode mode) throws UsageException {
        if (before != Mode.EVALUATE) {
            throw new UsageException(arg + " can't be combined with --" + before.name().toLowerCase(Locale.ROOT));
        }
        return mode;
    }

    private static Path path(String value) throws UsageException {
        if (value.isEmpty() || value.startsWith("--")) {
            throw new UsageException("--image needs the name of a picture");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException("--image " + value + " is no file name (" + e.getReason() + ")");
        }
    }
}
