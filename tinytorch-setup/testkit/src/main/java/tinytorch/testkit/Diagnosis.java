package tinytorch.testkit;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a learner has to know about an exception whose own message explains nothing. */
public final class Diagnosis {
    private static final String TODO = "tinytorch.workbench.TodoException";

    private Diagnosis() {
    }

    /** A sentence on what the exception means and what to do; empty where its own message is enough. */
    public static Optional<String> of(Throwable thrown) {
        return Optional.ofNullable(switch (thrown) {
            case StackOverflowError _ -> "The calls went too deep: a method calls itself, directly or through another one, and nothing ends it."
                    + " Look for the call that should have been made on something smaller, or on something else.";
            case OutOfMemoryError _ -> "The memory is used up: look for an array of the wrong (far too large) size,"
                    + " or for a list that grows inside a loop that does not end.";
            case NullPointerException error when error.getMessage() == null -> "Something that has to be there is null. Look at the line below, and at what was handed to it.";
            case NullPointerException error -> "Something is null: " + error.getMessage() + ". A method returned null, or a field or an element of an array was never given a value.";
            case ExceptionInInitializerError _ -> "A class could not be set up: a static field or a static block threw "
                    + root(thrown) + ". A static field must not need a task that is not written yet.";
            case NoSuchMethodError error -> changed("method or constructor", error);
            case NoSuchFieldError error -> changed("field", error);
            case IllegalAccessError error -> changed("class, method or field", error);
            case AbstractMethodError error -> changed("method", error);
            case IncompatibleClassChangeError error -> changed("class", error);
            case NoClassDefFoundError error when String.valueOf(error.getMessage()).startsWith("Could not initialize class") ->
                    "This class could not be set up before (" + error.getMessage() + "): see the first failure that names a static field or block.";
            case NoClassDefFoundError error -> changed("class", error);
            case LinkageError error -> changed("class, method or field", error);
            default -> null;
        });
    }

    /** The task whose {@code TodoException} stopped the call, looked for through all causes. */
    public static Optional<String> todo(Throwable thrown) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
            if (isTodo(t)) {
                return Optional.of(String.valueOf(t.getMessage()).split(" ", 2)[0]);   // its message starts with the task's id
            }
        }
        return Optional.empty();
    }

    /** Known by its name alone: the testkit does not depend on the learner's modules. */
    static boolean isTodo(Throwable thrown) {
        return thrown.getClass().getName().equals(TODO);
    }

    private static String changed(String what, LinkageError error) {
        return "You changed the signature the tests use: a " + what + " is no longer what it was (" + error.getMessage() + ")."
                + " Give it back its name, its parameter types, its return type and its visibility: only the body is yours to write.";
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? "an exception" : cause.getClass().getSimpleName() + " (" + cause.getMessage() + ")";
    }
}
