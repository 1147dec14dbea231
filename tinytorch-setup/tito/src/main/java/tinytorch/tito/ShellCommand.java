package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Compile;

/** The learner's classes in JShell, to try them at once. */
@Command(name = "shell", mixinStandardHelpOptions = true, description = "Try your code line by line in JShell; in the distribution the finished library.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito shell       your code of the modules up to the one you are at", "  tito shell 05    up to module 05", "",
            "In the shell, with everything imported:", "  jshell> Tensor.randn(random, 2, 3).matmul(Tensor.ones(3, 2))", "  jshell> /exit"})
final class ShellCommand extends TitoCommand {

    @Parameters(arity = "0..1", paramLabel = "NN", description = "The last module to take, by number or name. Default: the one you are at.")
    private String module;

    ShellCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        if (json) {
            throw new TitoException(ExitCode.USAGE, "shell has no result to print as JSON.");
        }
        Optional<Workspace> workspace = workspace();
        if (workspace.isEmpty()) {
            needFinishedLibrary("a shell outside of a workspace");
        }
        CourseModule last = compiled(workspace, wanted(workspace));
        List<CourseModule> modules = course().upTo(last);
        session.out().println(style().bold(workspace.isPresent() ? "Your code" : "The finished library") + " of modules " + modules.getFirst().number()
                + " to " + last.number() + ", and " + style().bold("random") + ", a generator. /exit ends.");
        session.out().flush();
        return new Report(ExitCode.of(start(ClassPaths.lab(course(), workspace.map(Workspace::root).orElse(session.home()), last))));
    }

    private CourseModule wanted(Optional<Workspace> workspace) {
        if (module != null) {
            return builtModule(module);
        }
        return workspace.isEmpty() ? course().builtModules().getLast() : standing(workspace).at();
    }

    /** Brings the classes up to date; a module that does not compile is left out, with all after it. */
    private CourseModule compiled(Optional<Workspace> workspace, CourseModule last) {
        if (workspace.isEmpty()) {
            return last;
        }
        Compile.Result result = Compile.upTo(course(), workspace.get().root(), last);
        if (result.ok()) {
            return last;
        }
        CourseModule broken = result.compiled().getLast();
        int index = course().modules().indexOf(broken);
        String told = "module " + broken.number() + " does not compile: " + session.command("test " + broken.number());
        if (index == 0) {
            throw new TitoException(ExitCode.COMPILE_ERROR, told);
        }
        session.err().println(style().yellow(told));
        return course().modules().get(index - 1);
    }

    private static int start(List<Path> classPath) {
        // Ctrl-C belongs to the shell, which stops what runs in it.
        Object before = Signals.register("INT", () -> { });
        try {
            Path startup = JShell.startupFile(classPath);
            try {
                Process process = JShell.builder(classPath, startup).inheritIO().start();
                return process.waitFor();
            } finally {
                Files.delete(startup);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("JShell can't be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TitoException(ExitCode.INTERRUPTED, "interrupted", e);
        } finally {
            Signals.unregister("INT", before);
        }
    }
}
