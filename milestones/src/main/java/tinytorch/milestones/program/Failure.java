package tinytorch.milestones.program;

import tinytorch.workbench.TodoException;

/** Says in a sentence what the library threw, and where: of a stack trace, the first frame in the library is what helps. */
public final class Failure {
    private Failure() {
    }

    /** One sentence; for an exception out of the library, with the place it was thrown at. */
    public static String explain(Throwable thrown) {
        if (thrown instanceof TodoException) {
            return thrown.getMessage();
        }
        String what = switch (thrown) {
            case LinkageError e -> "a method or class that the milestone uses is not there (%s); a signature was changed, put it back as it was.".formatted(e);
            case StackOverflowError _ -> "a method calls itself without end.";
            case OutOfMemoryError _ -> "the memory is used up.";
            default -> thrown.getMessage() == null ? thrown.getClass().getSimpleName() + "." : thrown.getMessage();
        };
        for (StackTraceElement frame : thrown.getStackTrace()) {
            boolean library = frame.getClassName().startsWith("tinytorch.") && !frame.getClassName().startsWith("tinytorch.milestones.");
            if (library && !(thrown instanceof LinkageError)) {
                return "%s (%s, thrown at %s)".formatted(what, thrown.getClass().getSimpleName(), frame);
            }
        }
        return what;
    }
}
