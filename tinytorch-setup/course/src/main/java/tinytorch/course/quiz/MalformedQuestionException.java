package tinytorch.course.quiz;

import tinytorch.course.CourseException;

/** A question of a lesson that can't be understood. */
public final class MalformedQuestionException extends CourseException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String rule;

    MalformedQuestionException(int line, String rule) {
        super("line " + line + " of the lesson: " + rule);
        this.line = line;
        this.rule = rule;
    }

    int line() {
        return line;
    }

    String rule() {
        return rule;
    }
}
