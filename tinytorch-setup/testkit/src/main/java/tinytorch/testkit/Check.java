package tinytorch.testkit;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.opentest4j.AssertionFailedError;

/**
 * One call of the learner's code and what it has to give. A failure names the call, the shapes, what was expected, what
 * came, where they differ most, and why it should have been so:
 *
 * <pre>{@code
 * Check.call("Tensor.matmul", "(2, 3)", "(3, 2)")
 *      .because("entry [i, j] is the dot product of row i of the left and column j of the right")
 *      .gives(() -> values(a.matmul(b)), Values.of(new double[] {22, 28, 49, 64}, 2, 2));
 * }</pre>
 *
 * <p>The hint command is added to every failure by {@link HintExtension}, which knows the test's task.
 */
public final class Check {
    private final String call;
    private String reason = "";
    private Tolerance tolerance = Tolerance.FLOAT;

    private Check(String call) {
        this.call = call;
    }

    /** A call of {@code method}, such as {@code Tensor.matmul}, with these inputs; each is shown by its {@code toString}. */
    public static Check call(String method, Object... inputs) {
        return new Check(method + Arrays.stream(inputs).map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
    }

    /** A sentence for the learner: the rule behind the expected result. */
    public Check because(String reason) {
        this.reason = reason;
        return this;
    }

    /** Other than {@link Tolerance#FLOAT}. */
    public Check within(Tolerance tolerance) {
        this.tolerance = tolerance;
        return this;
    }

    /** The call has to give these numbers in this shape. */
    public void gives(Callable<Values> actual, Values expected) {
        Values seen = run(actual);
        if (seen == null) {
            fail("returned null", expected, null, Report.row("expected", "values of shape " + Values.text(expected.shape())));
        }
        String difference = Report.difference(expected, seen, tolerance);
        if (!difference.isEmpty()) {
            fail(Arrays.equals(expected.shape(), seen.shape()) ? "wrong values" : "wrong shape", expected, seen, difference);
        }
    }

    /** The call has to give something equal to this: a shape, a name, a list, a count. Arrays are compared by content. */
    public void equal(Callable<?> actual, Object expected) {
        Object seen = run(actual);
        if (!Objects.deepEquals(expected, seen)) {
            fail("wrong result", expected, seen, Report.both(expected, seen));
        }
    }

    /** What the call was seen to do has to hold; {@code seen} describes the state, {@code rule} what should be true of it. */
    public void holds(boolean condition, String rule, Object seen) {
        if (!condition) {
            fail("broken rule", rule, seen, Report.row("expected", rule) + Report.row("actual", Report.seen(seen)));
        }
    }

    /** The call has to be refused with this exception, whose message contains every one of these parts. */
    public <E extends Throwable> E refuses(Class<E> type, Callable<?> action, String... messageParts) {
        Object result;
        try {
            result = action.call();
        } catch (Throwable thrown) {
            if (Diagnosis.isTodo(thrown)) {
                throw sneak(thrown);
            }
            if (!type.isInstance(thrown)) {
                throw new AssertionFailedError(text("wrong exception", Report.row("expected", type.getSimpleName())
                        + Report.row("actual", thrown.getClass().getSimpleName()) + Report.thrown(thrown)), thrown);
            }
            String message = String.valueOf(thrown.getMessage());
            for (String part : messageParts) {
                if (!message.contains(part)) {
                    fail("unclear message", part, message, Report.row("expected", "a message with: " + part) + Report.row("actual", message));
                }
            }
            return type.cast(thrown);
        }
        fail("not refused", type.getSimpleName(), result, Report.row("expected", type.getSimpleName())
                + Report.row("actual", "it returned " + Report.show(result)));
        throw new IllegalStateException("unreachable");
    }

    /** Runs a call whose result the test looks at itself; an exception is reported as a failure of this call. */
    public <T> T run(Callable<T> action) {
        try {
            return action.call();
        } catch (Throwable thrown) {
            if (Diagnosis.isTodo(thrown) || thrown instanceof AssertionError) {
                throw sneak(thrown);
            }
            throw new AssertionFailedError(text("threw " + thrown.getClass().getSimpleName(), Report.thrown(thrown)), thrown);
        }
    }

    private void fail(String what, Object expected, Object actual, String rows) {
        throw new AssertionFailedError(text(what, rows), expected, actual);
    }

    private String text(String what, String rows) {
        return call + ": " + what + "\n" + rows + (reason.isEmpty() ? "" : Report.row("why", reason));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
