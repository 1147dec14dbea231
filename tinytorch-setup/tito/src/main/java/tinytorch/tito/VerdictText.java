package tinytorch.tito;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.Outcome;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.TestResult;
import tinytorch.course.judge.Verdict;

/** A judgement for people: a line for each task, the first failure in full, the others short, what to do next. */
final class VerdictText {
    private static final int COMPILE_ERRORS = 4;
    private static final int OUTPUT_LINES = 20;
    private static final int FRAMES = 3;
    private static final int SHORT = 8;

    private final Session session;
    private final Style style;
    private final Report report;
    private final boolean all;
    private final String toSeeAll;

    /** {@code all}: show every failure in full; {@code toSeeAll}: what the learner types for that. */
    VerdictText(Session session, Report report, boolean all, String toSeeAll) {
        this.session = session;
        this.style = session.style();
        this.report = report;
        this.all = all;
        this.toSeeAll = toSeeAll;
    }

    /** {@code turnedGreen}: whether the module was not done before this judgement. */
    Report add(Verdict verdict, Standing standing, Optional<Task> only, boolean turnedGreen) {
        LiveLine.clear(session);
        report.line(style.bold("Module " + verdict.module().number() + "  " + verdict.module().title())
                + style.dim("   compiled in %.1f s, tested in %.1f s".formatted(verdict.compileSeconds(), verdict.testSeconds()))).line();
        if (verdict.outcome() == Outcome.COMPILE_ERROR) {
            return problems(verdict);
        }
        verdict.tasks().forEach(this::task);
        problems(verdict);
        summary(verdict, standing, only, turnedGreen);
        return report;
    }

    /** What is wrong, and nothing else: errors of the compiler, or the failures and what the code printed. */
    Report problems(Verdict verdict) {
        if (verdict.outcome() == Outcome.COMPILE_ERROR) {
            compileErrors(verdict.compileErrors());
            return report;
        }
        if (!verdict.detail().isEmpty()) {
            report.line().text(style.red(verdict.detail()), "");
        }
        failures(verdict);
        output(verdict);
        return report;
    }

    private void compileErrors(List<CompileError> errors) {
        report.line(style.red("Your code does not compile."));
        int shown = all ? errors.size() : Math.min(errors.size(), COMPILE_ERRORS);
        for (CompileError error : errors.subList(0, shown)) {
            report.line().line("  " + style.bold(error.file() + ":" + error.line()));
            error.message().lines().forEach(line -> report.line("    " + line));
            if (!error.sourceLine().isBlank()) {
                int indent = error.sourceLine().length() - error.sourceLine().stripLeading().length();
                report.line("      " + error.sourceLine().strip());
                report.line("      " + " ".repeat((int) Math.max(0, error.column() - 1 - indent)) + "^");
            }
        }
        if (shown < errors.size()) {
            report.line().line("and " + (errors.size() - shown) + " more; often the first one causes the others (" + toSeeAll + " shows them)");
        }
    }

    private void task(TaskResult result) {
        String name = "%-30s".formatted(result.task().id());
        String stretch = style.stretch(result.task());
        String count = "%2d/%d".formatted(result.passedTests(), result.tests().size());
        report.line("  " + switch (result.status()) {
            case PASSED -> style.green("✓") + " " + name + count + stretch;
            case FAILED -> style.red("✗") + " " + name + count + stretch;
            case UNWRITTEN -> "○ " + name + style.dim("not written yet") + stretch;
            case WAITING -> "○ " + name + style.dim("waits for " + result.firstProblem().flatMap(TestResult::waitingFor).orElse("another task")) + stretch;
            case INCOMPLETE -> "- " + name + style.dim("did not run") + stretch;
        });
    }

    /**
     * In the order of their source, where the plain case comes before its corners: the first that fails says most. Those that came to something that is not
     * written yet are last.
     */
    private List<TestResult> asWritten(CourseModule module, List<TestResult> tests) {
        Map<String, String> sources = new HashMap<>();
        return tests.stream().sorted(Comparator.comparing(TestResult::unwritten).thenComparing(TestResult::testClass).thenComparingInt(test ->
                sources.computeIfAbsent(test.id().substring(0, test.id().indexOf('#')), name -> source(module, name)).indexOf(" " + test.method() + "("))).toList();
    }

    private String source(CourseModule module, String testClass) {
        try {
            return Files.readString(module.testRoot(session.home()).resolve(testClass.replace('.', '/') + ".java"));
        } catch (IOException e) {
            return "";   // the tests ran without their source: any order will do
        }
    }

    private void failures(Verdict verdict) {
        List<TaskResult> failed = verdict.tasks().stream().filter(task -> task.status() == TaskResult.Status.FAILED).toList();
        List<String> others = new ArrayList<>();
        boolean first = true;
        for (TaskResult task : failed) {
            for (TestResult test : asWritten(verdict.module(), task.tests())) {
                if (test.passed() || test.status() == TestResult.Status.NOT_RUN) {
                    continue;
                }
                if (first || all) {
                    full(task, test);
                    first = false;
                } else {
                    String line = task.task().id() + ": " + Words.of(test.method());
                    others.add("  " + style.red("✗") + " " + (line.length() > Style.WIDTH - 4 ? line.substring(0, Style.WIDTH - 7) + "..." : line));
                }
            }
        }
        if (!others.isEmpty()) {
            report.line().line("Also failing" + style.dim("   " + toSeeAll + " shows these in full"));
            others.stream().limit(SHORT).forEach(report::line);
            if (others.size() > SHORT) {
                report.line("  and " + (others.size() - SHORT) + " more");
            }
        }
    }

    private void full(TaskResult task, TestResult test) {
        report.line().line(style.red("✗ " + task.task().id()) + "  " + style.bold(Words.of(test.method())));
        test.message().strip().lines().forEach(line -> report.line("    " + line));
        test.frames().stream().limit(FRAMES).forEach(frame -> report.line(style.dim("    at " + frame)));
    }

    private void output(Verdict verdict) {
        List<String> lines = verdict.output().strip().lines().toList();
        if (lines.isEmpty() || verdict.passed() && !all) {
            return;
        }
        report.line().line(style.bold("Your code printed"));
        int shown = all ? lines.size() : Math.min(lines.size(), OUTPUT_LINES);
        lines.subList(0, shown).forEach(line -> report.line("    " + line));
        if (shown < lines.size()) {
            report.line("    and " + (lines.size() - shown) + " lines more (" + toSeeAll + " shows them)");
        }
    }

    private void summary(Verdict verdict, Standing standing, Optional<Task> only, boolean turnedGreen) {
        long done = verdict.tasks().stream().filter(TaskResult::passed).count();
        report.line().line((verdict.passed() ? style.green("Passed: ") : "") + done + " of " + verdict.tasks().size()
                + (verdict.tasks().size() == 1 ? " task, " : " tasks, ") + verdict.passedTests() + " of " + verdict.tests() + " tests.");
        if (verdict.passed()) {
            if (turnedGreen) {
                report.line();
                Celebration.module(style, verdict, standing).forEach(report::line);
                report.line();
            }
            if (only.isPresent() && !session.released()) {
                report.line("The course's own solution: " + session.command("solution " + only.get().id()));
            }
            Next.Step next = Next.step(session, standing).getFirst();
            report.line("Next: " + next.command() + "   " + next.why());
            if (turnedGreen) {
                report.line("Questions to think about: " + session.command("quiz " + verdict.module().number()));
            }
            verdict.tasks().stream().filter(TaskResult::leftOut).forEach(task -> report.text("For those who want more: the stretch task "
                    + task.task().id() + ", " + task.task().title() + ".", ""));
            return;
        }
        verdict.tasks().stream().filter(task -> !task.passed() && (only.isPresent() || !task.leftOut())).findFirst().filter(task -> task.status() == TaskResult.Status.UNWRITTEN)
                .ifPresent(task -> report.text("Next: write " + task.task().id() + ", " + task.task().title() + ".", "")
                        .line("  " + session.command("start " + verdict.module().number()) + "   where it is written"));
    }
}
