package tinytorch.milestones.inference;

import tinytorch.workbench.TodoException;

/** Says in a sentence why the network could not compute, and where: a stack trace starts with frames that help nobody. */
final class Failure {
    private Failure() {
    }

    static String explain(Throwable thrown) {
        if (thrown instanceof TodoException) {
            return thrown.getMessage();
        }
        String what = switch (thrown) {
            case LinkageError e -> "a method or class that the milestone calls is not there (%s); a signature was changed, put it back as the lesson has it.".formatted(e.getMessage());
            case StackOverflowError _ -> "a method calls itself without end.";
            case OutOfMemoryError _ -> "the memory is used up.";
            default -> thrown.getMessage() == null ? thrown.getClass().getSimpleName() + "." : thrown.getMessage();
        };
        for (StackTraceElement frame : thrown.getStackTrace()) {
            boolean library = frame.getClassName().startsWith("tinytorch.") && !frame.getClassName().startsWith("tinytorch.milestones.");
            if (library && !(thrown instanceof LinkageError)) {
                return "the network could not compute: %s (%s, thrown at %s)".formatted(what, thrown.getClass().getSimpleName(), frame);
            }
        }
        return what;
    }
}
