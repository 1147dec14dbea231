package tinytorch.model;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Evaluates submissions, each in a process of its own, which is given so much memory and time and no more. The server does it so and the check before a submission is sent: the same program, the same
 * rules.
 *
 * @param rules     of the task
 * @param timeLimit for everything, after which the process is killed
 * @param heapBytes of the process
 * @param protocol  of the latency
 */
public record Evaluation(TaskRules rules, Duration timeLimit, long heapBytes, Protocol protocol) {
    private static final Duration USUAL_TIME = Duration.ofMinutes(5);
    private static final long USUAL_HEAP = 768L << 20;
    /** An answer is far shorter. */
    private static final int MOST_OUTPUT = 1 << 16;
    /** With which the JVM ends when it has no more memory, by {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int NO_MEMORY = 3;

    /** With the usual limits and protocol. */
    public static Evaluation of(TaskRules rules) {
        return new Evaluation(rules, USUAL_TIME, USUAL_HEAP, Protocol.STANDARD);
    }

    /**
     * Runs the process to its end.
     *
     * @param submission the zip
     * @param hiddenSet  {@link HiddenSet}
     * @throws Rejected             if the submission is refused
     * @throws IOException          if the evaluation itself can't be done: nothing is wrong with the submission
     * @throws InterruptedException if this thread is interrupted; the process is killed
     */
    public Score run(Path submission, Path hiddenSet) throws Rejected, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tinytorch-evaluation");
        try {
            Process process = builder(submission, hiddenSet, folder).start();
            try {
                return watch(process);
            } finally {
                process.destroyForcibly().waitFor();
            }
        } finally {
            delete(folder);
        }
    }

    private ProcessBuilder builder(Path submission, Path hiddenSet, Path folder) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapBytes, "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash",
                "--add-modules", "jdk.incubator.vector", "-Dtinytorch.threads=1", "-Djava.io.tmpdir=" + folder, "-cp", classPath(), Evaluate.class.getName()));
        command.addAll(List.of(submission.toAbsolutePath().toString(), hiddenSet.toAbsolutePath().toString(), rules.task().id(), Long.toString(rules.mostBytes()), Double.toString(rules.mostP95()),
                Double.toString(rules.leastAccuracy()), Integer.toString(protocol.warmUpCalls()), Double.toString(protocol.warmUpSeconds()), Integer.toString(protocol.blocks()),
                Integer.toString(protocol.calls())));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        String system = environment.get("SystemRoot");
        environment.clear();
        // Names of files are read in this encoding; Windows starts nothing without its root.
        environment.put("LC_ALL", "C.UTF-8");
        if (system != null) {
            environment.put("SystemRoot", system);
        }
        return builder;
    }

    /** This program's class path, from wherever it was started. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private Score watch(Process process) throws Rejected, IOException, InterruptedException {
        Output output = new Output(process.getInputStream());
        Output errors = new Output(process.getErrorStream());
        if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Rejected(Reason.TIME_LIMIT, "The evaluation took longer than " + timeLimit.toSeconds() + " s and was stopped. Make the model smaller.");
        }
        int code = process.exitValue();
        if (code == NO_MEMORY) {
            throw new Rejected(Reason.OUT_OF_MEMORY, "The evaluation needed more than its " + (heapBytes >> 20) + " MiB of memory. Make the model smaller.");
        }
        if (code != 0) {
            throw new IOException("The evaluation ended with code " + code + ": " + new String(errors.bytes(), StandardCharsets.UTF_8).strip());
        }
        try {
            return ScoreJson.read(output.bytes());
        } catch (IllegalArgumentException e) {
            throw new IOException("The evaluation gave no answer.", e);
        }
    }

    /** What a process prints: the first of it is kept, the rest read and forgotten, so that it can neither block nor fill the memory. */
    private static final class Output {
        private final Thread reader;
        private volatile byte[] first = {};
        private volatile IOException failure;

        Output(InputStream stream) {
            reader = Thread.ofVirtual().start(() -> {
                try (stream) {
                    first = stream.readNBytes(MOST_OUTPUT);
                    stream.skipNBytes(Long.MAX_VALUE);
                } catch (java.io.EOFException e) {
                    return;   // the end, as it has to be
                } catch (IOException e) {
                    failure = e;
                }
            });
        }

        byte[] bytes() throws IOException, InterruptedException {
            reader.join();
            if (failure != null) {
                throw failure;
            }
            return first;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
