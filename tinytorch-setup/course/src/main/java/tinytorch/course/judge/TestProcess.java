package tinytorch.course.judge;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import tinytorch.course.CourseException;

/** One run of the test runner in a learner's JVM. */
public final class TestProcess {
    /** By the clock a test may take this many times its limit, which is processor time: the runner's own watchdog has the same. */
    private static final double PATIENCE = 6;
    /** Beyond that: the watchdog comes first, unless the JVM has no memory or no time left for it. */
    private static final double GRACE_SECONDS = 20;
    private static final int LOOK_EVERY_MILLIS = 10;

    /**
     * What a run gave.
     *
     * @param events   all of them, in order
     * @param finished whether the runner came to its end; if not, learner code ended the JVM or it was killed
     * @param killed   whether this program killed it, because it stopped answering
     * @param exitCode of the JVM
     * @param output   what the learner's code printed, cut where it is too long
     */
    public record Result(List<TestEvent> events, boolean finished, boolean killed, int exitCode, String output) {
    }

    private TestProcess() {
    }

    /**
     * Runs these tests in this order.
     *
     * @param seconds   the limit for one test, in processor time
     * @param live      gets each event as it comes
     * @param jvms      where the JVM comes from
     * @param cancelled asked again and again
     * @throws CancellationException once {@code cancelled} says so; the JVM is ended then
     */
    public static Result run(LearnerJvm jvm, List<String> tests, double seconds, Consumer<TestEvent> live, TestJvms jvms, BooleanSupplier cancelled) {
        StringBuilder request = new StringBuilder("seconds " + seconds + "\n");
        tests.forEach(test -> request.append("test ").append(test).append('\n'));
        return run(jvm, request.toString(), seconds, live, jvms, cancelled);
    }

    /** Runs the tests of these variants, one variant after the other; with {@code failFast}, each ends at the class in which a test failed. */
    static Result run(LearnerJvm jvm, List<Variant> variants, double seconds, boolean failFast) {
        StringBuilder request = new StringBuilder("seconds " + seconds + "\nfailfast " + failFast + "\n");
        for (Variant variant : variants) {
            request.append("variant ").append(variant.name()).append('\n');
            variant.classPath().forEach(path -> request.append("path ").append(path.toAbsolutePath()).append('\n'));
            variant.tests().values().forEach(tests -> tests.forEach(test -> request.append("test ").append(test).append('\n')));
        }
        return run(jvm, request.toString(), seconds, _ -> { }, TestJvms.NEW, () -> false);
    }

    /** Lists the tests of a folder of classes. */
    static Result list(LearnerJvm jvm, Path testClasses) {
        return run(jvm, "root " + testClasses.toAbsolutePath() + "\n", 60, _ -> { }, TestJvms.NEW, () -> false);
    }

    private static Result run(LearnerJvm jvm, String request, double seconds, Consumer<TestEvent> live, TestJvms jvms, BooleanSupplier cancelled) {
        try {
            Path folder = Files.createTempDirectory("tinytorch-run");
            try {
                return run(jvms.take(jvm), request, seconds, live, cancelled, folder.resolve("events.jsonl"));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM for the tests can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("The tests were interrupted.", e);
        }
    }

    private static Result run(Process process, String request, double seconds, Consumer<TestEvent> live, BooleanSupplier cancelled, Path file)
            throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        try {
            Output output = new Output(process.getInputStream());
            send(process, "key " + key + "\nevents " + file + "\n" + request);
            EventReader reader = new EventReader(file, key);
            List<TestEvent> events = new ArrayList<>();
            boolean killed = false;
            long last = System.nanoTime();
            boolean ended;
            do {
                ended = process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                if (cancelled.getAsBoolean()) {   // once more after the end: of Ctrl-C the JVM of the tests has heard as well
                    throw new CancellationException("interrupted");
                }
                List<TestEvent> more = reader.more();
                more.forEach(live);
                events.addAll(more);
                if (!more.isEmpty()) {
                    last = System.nanoTime();
                } else if (!ended && (System.nanoTime() - last) / 1e9 > PATIENCE * seconds + GRACE_SECONDS) {
                    killed = true;
                    LearnerJvm.kill(process);
                }
            } while (!ended);
            boolean finished = events.stream().anyMatch(event -> event instanceof TestEvent.Finished);
            return new Result(List.copyOf(events), finished, killed, process.exitValue(), ErrorStream.withoutNotice(output.text()));
        } finally {
            LearnerJvm.kill(process);
        }
    }

    private static void send(Process process, String request) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            // A JVM that could not even start says why in its output; its missing end is reported like any other.
        }
    }
}
