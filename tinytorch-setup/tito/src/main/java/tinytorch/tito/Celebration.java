package tinytorch.tito;

import java.util.List;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.Verdict;

/** A few lines for what was just achieved, in the run that they are printed after: every number in them was counted there. */
final class Celebration {
    private static final int BAR = 34;

    private Celebration() {
    }

    /** A module whose tests passed now, and did not before. */
    static List<String> module(Style style, Verdict verdict, Standing standing) {
        ModuleStanding module = standing.of(verdict.module());
        long done = standing.modules().stream().filter(one -> one.state() == ModuleStanding.State.DONE).count();
        long built = standing.modules().stream().filter(one -> one.module().built()).count();
        long tasks = verdict.tasks().stream().filter(TaskResult::passed).count();
        int filled = (int) (BAR * done / built);
        String help = module.assisted() ? ", assisted" : module.hints() == 0 ? ", without a hint" : module.hints() == 1 ? ", 1 hint" : ", " + module.hints() + " hints";
        return List.of("  " + style.green(style.bold("✓ Module " + verdict.module().number() + ", " + verdict.module().title() + ", is yours.")),
                "    %d tasks, %d tests%s.".formatted(tasks, verdict.passedTests(), help),
                "    " + style.green("█".repeat(filled)) + style.dim("░".repeat(BAR - filled)) + "  %d of %d modules, %d of %d points".formatted(
                        done, built, standing.points(), standing.possible()));
    }
}
