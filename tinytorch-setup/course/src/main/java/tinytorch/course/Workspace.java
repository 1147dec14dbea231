package tinytorch.course;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A learner's folder: the course's reactor with tasks to fill in. */
public final class Workspace {
    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    /**
     * Makes a new workspace. It appears in {@code folder} complete or not at all, whatever interrupts it.
     *
     * @throws WorkspaceException if the folder is not empty, lies in the distribution, or can't be written
     * @throws CourseException    if the course's sources have problems
     */
    public static Creation create(Course course, Path folder) {
        throw new UnsupportedOperationException();
    }

    /**
     * The workspace that {@code start} lies in: itself or the closest folder above.
     *
     * @throws WorkspaceException if there is one but its state is broken or of a newer version
     */
    public static Optional<Workspace> find(Path start) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens the workspace whose root is {@code folder}.
     *
     * @throws WorkspaceException if it is none, or its state is broken or of a newer version
     */
    public static Workspace open(Path folder) {
        throw new UnsupportedOperationException();
    }

    /** Its folder. */
    public Path root() {
        return root;
    }

    /** {@code .tinytorch}: the engine's own files, among them progress, builds and backups. */
    public Path stateFolder() {
        return root.resolve(".tinytorch");
    }

    /** Whether {@link #update} has something to bring, or the launcher points elsewhere. */
    public boolean outdated(Course course) {
        throw new UnsupportedOperationException();
    }

    /** Brings new course material in and leaves alone what the learner wrote. */
    public UpdateReport update(Course course) {
        throw new UnsupportedOperationException();
    }

    /** Puts the task's stubs back. The files as they are now go to a backup first. */
    public ChangeReport reset(Course course, Task task) {
        throw new UnsupportedOperationException();
    }

    /** Puts all generated files of the module back. The files as they are now go to a backup first. */
    public ChangeReport reset(Course course, CourseModule module) {
        throw new UnsupportedOperationException();
    }

    /** Puts the finished sources of the module in place. The files as they are now go to a backup first. */
    public ChangeReport assist(Course course, CourseModule module) {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts the latest backup back; what it replaces becomes a backup itself, so a second restore undoes the first.
     *
     * @param what the task's id or module's number or id whose reset or assist is to be undone; empty for the latest of all
     * @throws WorkspaceException if there is no such backup
     */
    public ChangeReport restore(Course course, Optional<String> what) {
        throw new UnsupportedOperationException();
    }

    /** The folders of the backups, the latest first. */
    public List<Path> backups() {
        throw new UnsupportedOperationException();
    }
}
