package tinytorch.model;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sun.management.ThreadMXBean;

import tinytorch.tensor.Tensor;

/**
 * Opens mutated submissions, and runs those that are still valid on one example. Nothing may come of it but an answer or a {@link Rejected}, within bounds of time and memory.
 */
final class Fuzz {
    /** What looking at one may take: far more than the largest valid one does. */
    private static final double MOST_SECONDS = 5;
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_MESSAGE = 1_000;

    private final Map<String, Integer> reasons = new TreeMap<>();
    private final Map<Reason, String> examples = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private double slowest;
    private String slowestKind = "";
    private long largest;
    private String largestKind = "";

    /** Mutations of all kinds in turn, drawn from the seed. */
    static Fuzz run(int count, long seed) {
        Fuzz fuzz = new Fuzz();
        Spoilt.each(count, seed, spoilt -> fuzz.look(spoilt.number() + " " + spoilt.kind(), spoilt.zip()));
        return fuzz;
    }

    private void look(String kind, byte[] zip) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        count(kind, zip);
        double seconds = (System.nanoTime() - start) * 1e-9;
        long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
        if (seconds > slowest) {
            slowest = seconds;
            slowestKind = kind;
        }
        if (bytes > largest) {
            largest = bytes;
            largestKind = kind;
        }
        if (seconds > MOST_SECONDS || bytes > MOST_BYTES) {
            failures.add("%s took %.1f s and %d MB".formatted(kind, seconds, bytes / 1_000_000));
        }
    }

    private void count(String kind, byte[] zip) {
        try {
            Submission submission = Submission.open(zip);
            Tensor input = Tensor.zeros(submission.program().input().dims(1));
            boolean finite = true;
            for (float number : submission.run(input).toArray()) {
                finite &= Float.isFinite(number);
            }
            reasons.merge(finite ? "still valid" : "still valid, not finite", 1, Integer::sum);
        } catch (Rejected e) {
            reasons.merge(e.reason().name(), 1, Integer::sum);
            examples.putIfAbsent(e.reason(), e.getMessage());
            if (e.getMessage().length() > MOST_MESSAGE || e.getMessage().chars().anyMatch(c -> c < ' ' || c == 0x202e)) {
                failures.add(kind + ": a message that is too long or has control characters: " + e.getMessage());
            }
        } catch (ArithmeticException e) {
            reasons.merge("still valid, not finite", 1, Integer::sum);
        } catch (RuntimeException | Error e) {
            failures.add(kind + ": " + e + " at " + e.getStackTrace()[0]);
        }
    }

    /** What must not have happened. */
    List<String> failures() {
        return failures;
    }

    /** The reasons that were given, and one message of each. */
    String report() {
        StringBuilder report = new StringBuilder();
        reasons.forEach((reason, count) -> report.append("%7d  %s%n".formatted(count, reason)));
        report.append("slowest %.2f s (%s), most memory allocated %d MB (%s)%n%n".formatted(slowest, slowestKind, largest / 1_000_000, largestKind));
        examples.forEach((reason, message) -> report.append("%s: %s%n".formatted(reason, message)));
        return report.toString();
    }
}
