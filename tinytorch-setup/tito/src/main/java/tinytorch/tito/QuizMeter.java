package tinytorch.tito;

import java.util.List;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.quiz.Expected;
import tinytorch.course.quiz.QuestionRules;

/** Has the numbers that only this machine can tell computed, by a program of the module's lab: on the learner's code once its tests pass, else on the finished library. */
final class QuizMeter {
    private final Session session;
    private final CourseModule module;
    private final Optional<Workspace> own;

    /**
     * A number and how it came about.
     *
     * @param value in the base unit of the question
     * @param how   the computation with this machine's numbers
     */
    record Computed(double value, String how) {
    }

    QuizMeter(Session session, CourseModule module, Optional<Workspace> workspace, Standing standing) {
        this.session = session;
        this.module = module;
        own = workspace.filter(_ -> session.course().upTo(module).stream().map(standing::of).allMatch(ModuleStanding::holds));
    }

    /** Whether there is code to measure: a release for students has none but the learner's. */
    boolean possible() {
        return own.isPresent() || !session.released();
    }

    /** What a measurement runs on. */
    String where() {
        return own.isPresent() ? "on your code" : "on the finished library";
    }

    Computed compute(Expected.Measured asked) {
        Program program = new Program(session, true, Program.MEMORY_TOUCHED);
        program.compile(own, module);
        String main = QuestionRules.programClass(module.lab().orElseThrow(), asked);
        int code = program.run(ClassPaths.lab(session.course(), own.map(Workspace::root).orElse(session.home()), module), main, List.of(asked.name()));
        if (code != 0) {
            throw new TitoException(session.interrupted() ? ExitCode.INTERRUPTED : ExitCode.of(code), main + " ended with code " + code + " instead of computing '" + asked.name() + "'.");
        }
        String[] said = program.output().strip().split("\\R", 2);
        return new Computed(Double.parseDouble(said[0]), said[1].strip());
    }
}
