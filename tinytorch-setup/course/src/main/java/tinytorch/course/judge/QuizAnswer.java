package tinytorch.course.judge;

/** How a question of a lesson was answered the first time. */
public enum QuizAnswer {
    /** One to think about, which no program judges: its answer was read. */
    READ,
    RIGHT,
    WRONG
}
