package tinytorch.contest;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.UsageException;

/**
 * Starts programs of the finished library in JVMs of their own: the server never runs a learner's class.
 *
 * @param classPath as {@code tito} gave it
 */
record FinishedLibrary(String classPath) {
    private static final String PROPERTY = "tinytorch.leaderboard.path";
    private static final String BASELINES = "tinytorch.contest.Baselines";
    private static final String LEADERBOARD = "tinytorch.board.program.Leaderboard";

    static FinishedLibrary ofTito() throws UsageException {
        String path = System.getProperty(PROPERTY);
        if (path == null) {
            throw new UsageException("the leaderboard's classes are not known; start this with tito milestone leaderboard");
        }
        return new FinishedLibrary(path);
    }

    /** Packs the course's models; gives the exit code. */
    int baselines(Path folder) throws IOException, InterruptedException {
        return builder(BASELINES, folder.toString()).redirectOutput(Redirect.INHERIT).start().waitFor();
    }

    /**
     * What a program ended with.
     *
     * @param output what it printed on standard output
     */
    record Ended(int code, String output) {
    }

    /** Holds the competition in this folder. */
    Ended compete(Path folder, List<String> options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("local", folder.toString(), "--json"));
        words.addAll(options);
        Process process = builder(LEADERBOARD, words.toArray(String[]::new)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private ProcessBuilder builder(String main, String... words) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g", "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=" + System.err.charset().name(), "-Dtinytorch.tito=" + Outcome.launcher(),
                "--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector", main));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("CLASSPATH", classPath);
        return builder;
    }
}
