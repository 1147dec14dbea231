package tinytorch.tito;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import tinytorch.course.Task;
import tinytorch.course.judge.Outcome;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.Verdict;

/** Lays the state of {@code tito watch} out on a screen: the module and its tasks, what is wrong, one line of status, the keys. */
final class WatchView {
    private static final int FRAME = 5;
    private static final String KEYS = "[h]int  [n]ext  [l]ist  less[o]n  [s]olution  [r]un  [a]ll  [q]uit";

    private final Session session;
    private final Style style;
    private final Path root;

    /** {@code root}: the workspace. */
    WatchView(Session session, Path root) {
        this.session = session;
        this.style = session.style();
        this.root = root;
    }

    /** The screen's lines, exactly so many. */
    List<String> lines(WatchState state, int rows, int columns) {
        List<String> body = body(state).stream().flatMap(line -> folded(line, columns).stream()).toList();
        int room = Math.max(1, rows - FRAME);
        int from = Math.min(state.scroll(), Math.max(0, body.size() - room));
        List<String> shown = body.subList(from, Math.min(body.size(), from + room));
        List<String> screen = new ArrayList<>();
        screen.add(style.bold("Module " + state.module().number() + "  " + state.module().title()) + "   " + counts(state));
        screen.add(strip(state));
        screen.add(style.dim("─".repeat(columns)));
        screen.addAll(shown);
        while (screen.size() < rows - 2) {
            screen.add("");
        }
        String part = "lines %d-%d of %d, arrow keys   ".formatted(from + 1, from + shown.size(), body.size());
        String before = shown.size() < body.size() ? style.dim(part) : "";
        String status = before + status(state, true);
        screen.add(AttributedString.fromAnsi(status).columnLength() <= columns ? status : before + status(state, false));
        screen.add(style.dim(state.panel().isEmpty() ? KEYS : KEYS + "  Esc back"));
        return screen;
    }

    private String counts(WatchState state) {
        if (state.verdict().filter(judged -> judged.verdict().outcome() == Outcome.COMPILE_ERROR).isPresent()) {
            return style.red("does not compile");
        }
        return state.verdict().map(WatchEvent.Judged::verdict).filter(verdict -> !verdict.tasks().isEmpty()).map(verdict -> "%d of %d tasks, %d of %d tests".formatted(
                verdict.tasks().stream().filter(TaskResult::passed).count(), verdict.tasks().size(), verdict.passedTests(), verdict.tests())).orElse("");
    }

    /** One sign for each task, in the course's order. */
    private String strip(WatchState state) {
        List<TaskResult> results = state.verdict().map(judged -> judged.verdict().tasks()).orElse(List.of());
        String strip = results.stream().map(this::sign).collect(Collectors.joining(" "));
        return strip + state.focus().map(task -> style.cyan("   ▸ " + task.id())).orElse("");
    }

    private String sign(TaskResult result) {
        return switch (result.status()) {
            case PASSED -> style.green("✓");
            case FAILED -> style.red("✗");
            case UNWRITTEN, WAITING -> "○";
            case INCOMPLETE -> "-";
        };
    }

    /** A line in as many as the screen needs for it; what goes on stands a little to the right. */
    private static List<String> folded(String line, int columns) {
        String text = AttributedString.stripAnsi(line);
        return Fold.lines(line, columns, " ".repeat(Math.min(text.length() - text.stripLeading().length() + 2, columns / 3)));
    }

    private String status(WatchState state, boolean whole) {
        if (!state.stage().isEmpty()) {
            return style.cyan("… ") + state.stage();
        }
        if (!state.notice().isEmpty()) {
            return style.yellow(state.notice());
        }
        return state.verdict().map(judged -> style.dim("judged in %.1f s".formatted(judged.seconds()) + (whole ? " (compiled in %.1f, tested in %.1f); waiting for the next save"
                .formatted(judged.verdict().compileSeconds(), judged.verdict().testSeconds()) : ""))).orElse("");
    }

    private List<String> body(WatchState state) {
        if (!state.panel().isEmpty()) {
            return state.panel();
        }
        if (state.verdict().isEmpty()) {
            return List.of();
        }
        WatchEvent.Judged judged = state.verdict().get();
        Report report = new Report(ExitCode.OK);
        if (judged.verdict().passed()) {
            passed(report, judged);
        } else {
            new VerdictText(session, report, state.all(), "key a").problems(inFocus(judged.verdict(), state.focus()));
            state.focus().ifPresent(task -> unwritten(report, judged.verdict(), task));
        }
        List<String> lines = new ArrayList<>(report.lines());
        while (!lines.isEmpty() && lines.getFirst().isEmpty()) {
            lines.removeFirst();
        }
        return lines;
    }

    /** The failures of the task in focus come first. */
    private static Verdict inFocus(Verdict verdict, Optional<Task> focus) {
        List<TaskResult> tasks = new ArrayList<>(verdict.tasks());
        tasks.sort(Comparator.comparing(result -> !focus.equals(Optional.of(result.task()))));
        return new Verdict(verdict.outcome(), verdict.module(), tasks, verdict.compileErrors(), verdict.detail(), verdict.output(),
                verdict.compileSeconds(), verdict.testSeconds());
    }

    private void passed(Report report, WatchEvent.Judged judged) {
        if (judged.turnedGreen()) {
            Celebration.module(style, judged.verdict(), judged.standing()).forEach(report::line);
        } else {
            report.line(style.green("✓ All tests pass."));
        }
        report.line();
        Next.Step next = Next.step(session, judged.standing()).getFirst();
        report.line("Next: " + next.command() + "   " + next.why());
        judged.standing().next().ifPresent(module -> report.line("      n   goes on here with module " + module.module().number() + ", " + module.module().title()));
    }

    /** A task that has no failure because nobody has begun it: what it is, and where. */
    private void unwritten(Report report, Verdict verdict, Task task) {
        boolean begun = verdict.tasks().stream().anyMatch(result -> result.task().equals(task) && result.status() == TaskResult.Status.FAILED);
        if (begun || verdict.tasks().isEmpty()) {
            return;
        }
        report.line().line("○ " + style.bold(task.id()) + "  " + task.title() + "   not written yet").line();
        Map<String, List<Place>> files = Place.of(root, verdict.module()).getOrDefault(task.id(), List.of()).stream()
                .collect(Collectors.groupingBy(Place::file, LinkedHashMap::new, Collectors.toList()));
        files.forEach((file, places) -> report.line("    " + file + style.dim(" line " + places.stream().map(place -> String.valueOf(place.line()))
                .collect(Collectors.joining(", ")))));
        report.line().line(style.dim("    Write what the comment above the method describes, and save."));
    }
}
