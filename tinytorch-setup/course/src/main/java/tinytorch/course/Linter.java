package tinytorch.course;

import java.util.ArrayList;
import java.util.List;

import tinytorch.course.quiz.QuestionRules;

/** Checks that markers, manifest, tests, poms and the questions of the lessons of a course fit each other. */
public final class Linter {

    private Linter() {
    }

    /** All problems of the course's sources, by file and line, and then those of the questions; empty when all is well. */
    public static List<Problem> check(Course course) {
        List<Problem> problems = new ArrayList<>(CourseSources.read(course).problems());
        problems.addAll(QuestionRules.check(course));
        return problems;
    }
}
