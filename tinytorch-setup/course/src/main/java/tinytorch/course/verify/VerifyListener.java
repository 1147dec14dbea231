package tinytorch.course.verify;

/** Hears of a verification while it runs. Calls come one at a time, from several threads. */
public interface VerifyListener {
    /** One that does nothing. */
    VerifyListener SILENT = new VerifyListener() { };

    /** A stage of {@code steps} steps begins. */
    default void stage(String name, int steps) {
    }

    /** A step of the stage is done. */
    default void step(String what) {
    }

    /** A check is complete. */
    default void checked(CheckResult result) {
    }
}
