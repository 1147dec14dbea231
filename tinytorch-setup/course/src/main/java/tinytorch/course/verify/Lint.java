package tinytorch.course.verify;

import java.util.ArrayList;
import java.util.List;

import tinytorch.course.Course;
import tinytorch.course.Linter;
import tinytorch.course.Problem;
import tinytorch.course.quiz.QuestionRules;

/** All that can be found wrong with a course without compiling it. */
public final class Lint {

    private Lint() {
    }

    /** The problems of what a workspace is cut from, by file and line, and then those of the questions in the lessons. */
    public static List<Problem> check(Course course) {
        List<Problem> problems = new ArrayList<>(Linter.check(course));
        problems.addAll(QuestionRules.check(course));
        return problems;
    }
}
