package tinytorch.tito;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;
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

    /** A milestone that was achieved by the run that has just ended, for the first time. */
    static List<String> milestone(Style style, Milestone milestone, CourseModule last, Standing standing) {
        List<ModuleStanding> own = standing.modules().subList(0, standing.course().modules().indexOf(last) + 1);
        int hints = own.stream().mapToInt(ModuleStanding::hints).sum();
        int tasks = own.stream().mapToInt(ModuleStanding::done).sum();
        long achieved = standing.course().milestones().stream().filter(standing::achieved).count();
        String stars = " *".repeat((Style.WIDTH - 4) / 2);
        List<String> lines = new ArrayList<>(List.of("", "  " + style.yellow(stars), "", "    " + style.green(style.bold(milestone.title().toUpperCase(Locale.ROOT)
                + ": milestone " + milestone.id() + " is achieved.")), ""));
        standing.measured(milestone).forEach(measured -> lines.add("    " + style.bold(measured)));
        lines.add("    It ran on your code: modules %s to %s, %d tasks, %d %s.".formatted(own.getFirst().module().number(), last.number(), tasks, hints,
                hints == 1 ? "hint" : "hints"));
        first(own, standing).ifPresent(day -> lines.add("    The first of these tests passed on " + day + "."));
        lines.addAll(List.of("    %d of %d milestones, %d of %d points.".formatted(achieved, standing.course().milestones().size(), standing.points(), standing.possible()),
                "", "  " + style.yellow(stars), ""));
        return lines;
    }

    /** The day when the first task of these modules passed, where the learner is. */
    private static Optional<LocalDate> first(List<ModuleStanding> modules, Standing standing) {
        return modules.stream().flatMap(one -> one.module().tasks().stream()).flatMap(task -> standing.progress().task(task).passedAt().stream())
                .min(Comparator.naturalOrder()).map(instant -> LocalDate.ofInstant(instant, ZoneId.systemDefault()));
    }
}
