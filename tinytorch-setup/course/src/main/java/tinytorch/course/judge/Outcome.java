package tinytorch.course.judge;

/** How a judgement ended. */
public enum Outcome {
    /** All tests asked for ran and passed; in a whole module, stretch tasks may be unwritten. */
    PASSED,
    /** All tests asked for ran, at least one failed. */
    FAILED,
    /** The module, or one it builds on, does not compile. Nothing ran. */
    COMPILE_ERROR,
    /** What ran is not what the course's lock file says: no pass, whatever the tests said. */
    INVALID,
    /** A test took too long and was stopped. */
    TIMEOUT,
    /** The learner's code ended the JVM in the middle of a test. */
    EXITED
}
