package tinytorch.tito;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ProgressFile;

/** What all commands share: they run to a {@link Report}, printed as text or as one JSON object. */
abstract class TitoCommand implements Callable<Integer> {
    final Session session;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    TitoCommand(Session session) {
        this.session = session;
    }

    /** Does the work. Expected errors are thrown as {@link TitoException} or as the exceptions of the course engine. */
    abstract Report run();

    @Override
    public final Integer call() {
        Report report = run();
        if (json) {
            session.out().println(Json.text(report.facts()));
        } else {
            report.lines().forEach(session.out()::println);
        }
        session.out().flush();
        return report.exit().code();
    }

    final Course course() {
        return session.course();
    }

    final Style style() {
        return session.style();
    }

    /** The module that a user typed, by number or id. */
    final CourseModule module(String name) {
        try {
            return course().module(name);
        } catch (CourseException e) {
            throw new TitoException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** The module that a user typed, which this version of the course must have. */
    final CourseModule builtModule(String name) {
        CourseModule module = module(name);
        if (!module.built()) {
            throw new TitoException(ExitCode.USAGE, "Module " + module.number() + " (" + module.title()
                    + ") is planned, but not part of this version of the course. '" + session.command("status") + "' shows which are.");
        }
        return module;
    }

    /** The module that a user typed, or without one the module that the learner is at. */
    final CourseModule moduleOrCurrent(String name, Optional<Workspace> workspace) {
        return name == null ? standing(workspace).at() : builtModule(name);
    }

    /** The task that a user typed. */
    final Task task(String id) {
        try {
            return course().task(id);
        } catch (CourseException e) {
            throw new TitoException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** A task's id in a column of those of its module. */
    final String padded(Task task) {
        int longest = course().moduleOf(task.id()).tasks().stream().mapToInt(one -> one.id().length()).max().orElseThrow();
        return task.id() + " ".repeat(longest - task.id().length());
    }

    /** The workspace whose launcher was typed, or else the one that the command was typed in, if there is one. */
    final Optional<Workspace> workspace() {
        return session.workspace();
    }

    /** The workspace that the command was typed in, which there must be. */
    final Workspace neededWorkspace() {
        return workspace().orElseThrow(() -> new TitoException(ExitCode.NO_WORKSPACE, (session.inDistribution()
                ? "this folder is the distribution with the finished library. The command works on your own code, in a workspace: "
                : "there is no workspace in this folder or above it. Go to yours, or make one: ")
                + session.command("init ~/my-tinytorch")));
    }

    /** For what runs or shows the finished library, which a release for students does not have. */
    final void needFinishedLibrary(String what) {
        if (session.released()) {
            throw new TitoException(ExitCode.USAGE, what + " needs the finished library, and this distribution is a release for students, without the solutions.");
        }
    }

    /** How far the learner is; nowhere without a workspace. */
    final Standing standing(Optional<Workspace> workspace) {
        return workspace.map(found -> Standing.of(course(), found.root(), ProgressFile.of(found.root()).read()))
                .orElseGet(() -> Standing.none(course()));
    }

    /** Whether something can be written to a folder of this name and meets nothing there: there is none, or an empty one. */
    static boolean free(Path folder) {
        if (!Files.isDirectory(folder)) {
            return !Files.exists(folder);
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw new TitoException(ExitCode.USAGE, folder + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A path as short as it can be said from where the command was typed. */
    final String near(Path path) {
        return path.startsWith(session.here()) && !path.equals(session.here()) ? session.here().relativize(path).toString() : path.toString();
    }
}
