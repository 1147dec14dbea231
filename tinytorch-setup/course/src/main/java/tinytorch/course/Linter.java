package tinytorch.course;

import java.util.ArrayList;
import java.util.List;

/** Checks that markers, manifest, tests, poms, lessons and labs of a course fit each other. */
public final class Linter {

    private Linter() {
    }

    /** All problems of the course's sources, by file and line, and then those of its lessons and labs; empty when all is well. */
    public static List<Problem> check(Course course) {
        List<Problem> problems = new ArrayList<>(CourseSources.read(course).problems());
        LessonRules.check(course, problems);
        LabRules.check(course, problems);
        return problems;
    }
}
