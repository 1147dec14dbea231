package tinytorch.course;

import java.util.Collection;
import java.util.List;

/** Cuts workspaces from the finished sources of a course. */
public final class Generator {

    /**
     * Reads and checks all sources of the course once.
     *
     * @throws CourseException if the {@link Linter} finds a problem; the message lists them all
     */
    public Generator(Course course) {
        throw new UnsupportedOperationException();
    }

    /** The workspace in which every task waits for the learner. */
    public Skeleton unsolved() {
        return generate(List.of());
    }

    /** The workspace in which the modules up to {@code last}, itself included, are solved and the others are not. */
    public Skeleton solvedUpTo(CourseModule last) {
        throw new UnsupportedOperationException();
    }

    /** The workspace in which exactly these tasks (of any modules) are solved. */
    public Skeleton generate(Collection<String> solvedTasks) {
        throw new UnsupportedOperationException();
    }

    /** The finished regions of a task, in the order of files and lines. */
    public List<SolutionText> solution(Task task) {
        throw new UnsupportedOperationException();
    }
}
