package tinytorch.milestones.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What {@code tito} tells a milestone's program by system properties, and how the program answers: exit code, JSON, result file. */
public final class Outcome {
    /** Exit code: the milestone is achieved, or what was asked for is done. */
    public static final int DONE = 0;
    /** Exit code: it ran and is not achieved, or could not run to its end. */
    public static final int NOT_ACHIEVED = 1;
    /** Exit code: the command line, or a file named there, can't be understood. */
    public static final int USAGE = 2;
    /** Exit code: a dataset is missing, damaged or can't be had. */
    public static final int NO_DATA = 8;
    /** Exit code: stopped with Ctrl-C. */
    public static final int STOPPED = 130;

    private static final String YOURS = "yours";
    private static final String FINISHED = "finished library";
    private static final String RESULT_FILE = "tinytorch.result";
    private static final int WIDTH = 80;

    private Outcome() {
    }

    /** Whose code runs: {@code yours} or {@code finished library}. */
    public static String code() {
        return System.getProperty("tinytorch.code", FINISHED);
    }

    /** Whose kernels of this name run: the scalar ones are part of module 02, all others of module 15, which may come from the finished library. */
    public static String kernelsCode(String name) {
        return name.equals("scalar") ? code() : System.getProperty("tinytorch.kernels.code", FINISHED);
    }

    /** The numbers of the modules that come from the finished library although the learner's code runs, such as {@code 10, 15}; empty if there are none. */
    public static String finished() {
        return System.getProperty("tinytorch.finished", "");
    }

    /** {@link #code} for a sentence: {@code your code}. */
    public static String whose() {
        return code().equals(YOURS) ? "your code" : "the " + code();
    }

    /** Whether it is the finished library alone: nobody's own code. */
    public static boolean finishedAlone() {
        return code().equals(FINISHED);
    }

    /** The launcher as it was typed this time. */
    public static String launcher() {
        return System.getProperty("tinytorch.tito", "tito");
    }

    /** The command that runs a milestone, to type. */
    public static String command(String milestone) {
        return launcher() + " milestone " + milestone;
    }

    /** Leaves the result of a run that was measured in the file that {@code tito} reads, if it named one. */
    public static void leave(Map<String, Object> result) throws IOException {
        if (System.getProperty(RESULT_FILE) != null) {
            Files.writeString(Path.of(System.getProperty(RESULT_FILE)), json(result));
        }
    }

    /** The JSON object of a milestone whose program ends early, with the reason. */
    public static Map<String, Object> failure(String milestone, String reason) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("milestone", milestone);
        object.put("achieved", false);
        object.put("error", reason);
        object.put("code", code());
        return object;
    }

    /** One JSON object in one line. */
    public static String json(Map<String, Object> object) {
        return JsonMapper.shared().writeValueAsString(object);
    }

    /** A sentence, broken between words into lines of at most {@value #WIDTH} columns. */
    public static List<String> lines(String sentence) {
        return lines(sentence, WIDTH);
    }

    /** A sentence, broken between words into lines of at most so many columns. */
    public static List<String> lines(String sentence, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
