package tinytorch.course;

import java.util.ArrayList;
import java.util.List;

import tinytorch.course.quiz.QuestionRules;

/** Checks that markers, manifest, tests, poms, lessons with their questions, and labs of a course fit each other. */
public final class Linter {

    private Linter() {
    }

    /** All problems of the course's sources, by file and line, and then those of its lessons, questions and labs; empty when all is well. */
    public static List<Problem> check(Course course) {
        List<Problem> problems = new ArrayList<>(CourseSources.read(course).problems());
        LessonRules.check(course, problems);
        problems.addAll(QuestionRules.check(course));
        LabRules.check(course, problems);
        return problems;
    }
}
