package tinytorch.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The frames of a stack trace that a learner can act on. */
public final class Frames {
    private static final List<String> TOOLS = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.junit.", "org.opentest4j.",
            "org.assertj.", "tools.jackson.", "tinytorch.testkit.");

    private Frames() {
    }

    /** The frames outside the JDK and the test tools, at most {@code limit} of them, the innermost first. */
    public static List<StackTraceElement> own(StackTraceElement[] trace, int limit) {
        return Arrays.stream(trace).filter(Frames::isOwn).limit(limit).toList();
    }

    /** The innermost frame of the learner's own code, the tests left out. */
    public static Optional<StackTraceElement> learner(StackTraceElement[] trace) {
        return Arrays.stream(trace).filter(frame -> isOwn(frame) && !isTest(frame)).findFirst();
    }

    private static boolean isOwn(StackTraceElement frame) {
        return TOOLS.stream().noneMatch(frame.getClassName()::startsWith);
    }

    private static boolean isTest(StackTraceElement frame) {
        String file = frame.getFileName();
        return file != null && (file.endsWith("Test.java") || file.startsWith("Test"));
    }
}
