package tinytorch.tito;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.Compile;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.LearnerJvm;

/** A lab or a milestone, run in a JVM of its own on the learner's code, or in the distribution on the finished library. */
final class Program {
    /**
     * For a JVM that measures small work: memory is touched before it begins. Else each call that gets memory for the first time waits for the system to hand it
     * over, and the first tables of a lab show ten times the time.
     */
    static final String MEMORY_TOUCHED = "-XX:+AlwaysPreTouch";

    private final Session session;
    private final boolean captured;
    private final String[] options;
    private String output = "";

    /** {@code captured}: keep what the program prints instead of showing it. {@code options}: further options of its JVM. */
    Program(Session session, boolean captured, String... options) {
        this.session = session;
        this.captured = captured;
        this.options = options;
    }

    /** What a captured program printed. */
    String output() {
        return output;
    }

    /** Brings the learner's classes up to date; in the distribution the launcher has done so. */
    void compile(Optional<Workspace> workspace, CourseModule last) {
        if (workspace.isEmpty()) {
            return;
        }
        Compile.Result result = Compile.upTo(session.course(), workspace.get().root(), last);
        if (!result.ok()) {
            CompileError first = result.errors().getFirst();
            throw new TitoException(ExitCode.COMPILE_ERROR, "your code does not compile. " + first + System.lineSeparator()
                    + "All of it: " + session.command("test " + result.compiled().getLast().number()));
        }
    }

    /** Says whose code runs. */
    void announce(Optional<Workspace> workspace) {
        if (!captured && workspace.isEmpty()) {
            session.out().println(session.style().dim("On the finished library. On your own code: in a workspace, "
                    + session.command("init ~/my-tinytorch")));
            session.out().println();
            session.out().flush();
        }
    }

    /** Runs it to its end and gives its exit code. */
    int run(List<Path> classPath, String main, List<String> arguments) {
        LearnerJvm jvm = LearnerJvm.forProgram(classPath).with("--enable-native-access=ALL-UNNAMED").with(options);
        try {
            if (captured) {
                return jvm.capture(main, arguments, text -> output = text);
            }
            String charset = System.out.charset().name();
            return jvm.with("-Dstdout.encoding=" + charset, "-Dstderr.encoding=" + charset).run(main, arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TitoException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }
}
