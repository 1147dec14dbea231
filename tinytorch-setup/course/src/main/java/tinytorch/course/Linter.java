package tinytorch.course;

import java.util.List;

/** Checks that markers, manifest, tests and poms of a course fit each other. */
public final class Linter {

    private Linter() {
    }

    /** All problems of the course's sources, by file and line; empty when a workspace can be cut. */
    public static List<Problem> check(Course course) {
        return CourseSources.read(course).problems();
    }
}
