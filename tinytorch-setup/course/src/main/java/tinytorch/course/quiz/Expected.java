package tinytorch.course.quiz;

/** What counts as an answer to a question. */
public sealed interface Expected {

    /** Nothing that a program could judge: to be thought about, and then read. */
    record Thought() implements Expected {
    }

    /** One of the options that the question lists as (a), (b), ... */
    record Choice(String letter) implements Expected {
    }

    /** A number. */
    sealed interface Number extends Expected {
        Unit unit();

        /** How many times too small or too large an answer may be; 1 means exactly. */
        double within();

        /** Whether the number that somebody gave is near enough to the right one; both in the base unit. */
        default boolean accepts(double given, double right) {
            double slack = within() * (1 + 1e-6);   // 0.1 + 0.2 is 0.3 to whoever types it
            return given == right || given >= right / slack && given <= right * slack;
        }
    }

    /** A number that is the same on every machine. */
    record Constant(double value, Unit unit, double within) implements Number {
    }

    /**
     * A number that only this machine can tell.
     *
     * @param program the class that measures or computes it, in the package of the module's lab
     * @param name    which of that program's numbers
     */
    record Measured(String program, String name, Unit unit, double within) implements Number {
    }
}
