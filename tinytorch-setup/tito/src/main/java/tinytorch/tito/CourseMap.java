package tinytorch.tito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;

/** The course on one screen of a terminal: a line for each module and milestone, the phases beside them. */
final class CourseMap {
    private static final int BAR = 8;
    private static final int WHOLE_BAR = 20;
    private static final int MILESTONE_ROOM = 18;

    private final Style style;
    private final Standing standing;
    private final boolean inWorkspace;

    /** Without a workspace nothing can be locked or done. */
    CourseMap(Style style, Standing standing, boolean inWorkspace) {
        this.style = style;
        this.standing = standing;
        this.inWorkspace = inWorkspace;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(title()));
        Map<String, List<ModuleStanding>> phases = standing.modules().stream()
                .collect(Collectors.groupingBy(one -> one.module().phase(), LinkedHashMap::new, Collectors.toList()));
        phases.forEach((phase, modules) -> lines.addAll(phase(phase, modules)));
        return lines;
    }

    private String title() {
        String title = style.bold(standing.course().title());
        if (!inWorkspace) {
            return title;
        }
        int points = standing.points();
        int possible = standing.possible();
        return title + "   " + bar(WHOLE_BAR, points, possible) + "  %d of %d points".formatted(points, possible);
    }

    /** A phase of which nothing is built takes one line. */
    private List<String> phase(String phase, List<ModuleStanding> modules) {
        List<String> rows = new ArrayList<>();
        if (modules.stream().allMatch(one -> one.state() == ModuleStanding.State.PLANNED)) {
            rows.add(style.dim("· " + modules.getFirst().module().number() + "-" + modules.getLast().module().number() + " "
                    + modules.stream().map(one -> one.module().title()).collect(Collectors.joining(", ")) + "   planned"));
        } else {
            modules.forEach(one -> rows.add(line(one)));
        }
        for (Milestone milestone : standing.course().milestones()) {
            if (modules.stream().anyMatch(one -> one.module().number().equals(milestone.gate().getLast()))) {
                rows.add(line(milestone));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String row : rows) {
            lines.add((lines.isEmpty() ? style.bold("%-12s".formatted(phase)) : " ".repeat(12)) + row);
        }
        return lines;
    }

    private String line(ModuleStanding one) {
        CourseModule module = one.module();
        String name = "%s %-13s".formatted(module.number(), module.title());
        if (one.state() == ModuleStanding.State.PLANNED) {
            return style.dim("· " + name + " planned");
        }
        String mark = switch (one.state()) {
            case DONE -> one.changed() ? style.yellow("!") : style.green("✓");
            case STARTED -> style.cyan("▸");
            default -> "○";
        };
        int tasks = module.tasks().size();
        List<String> notes = new ArrayList<>();
        if (one.hints() > 0) {
            notes.add(one.hints() + (one.hints() == 1 ? " hint" : " hints"));
        }
        if (one.state() == ModuleStanding.State.DONE && one.done() < tasks) {
            notes.add("stretch task left");
        }
        if (one.assisted()) {
            notes.add("assisted");
        }
        if (one.changed()) {
            notes.add("changed");
        }
        return mark + " " + name + " " + bar(BAR, one.done(), tasks) + "%3d/%d tasks".formatted(one.done(), tasks)
                + "%4d/%d points".formatted(one.points(), module.points()) + (notes.isEmpty() ? "" : "  " + String.join(", ", notes));
    }

    private String bar(int width, int done, int of) {
        int filled = of == 0 ? 0 : width * done / of;
        return style.green("█".repeat(filled)) + style.dim("░".repeat(width - filled));
    }

    private String line(Milestone milestone) {
        boolean achieved = standing.achieved(milestone);
        String name = "%-11s %-17s".formatted(milestone.id(), milestone.title());
        return (achieved ? style.green("» ") : style.cyan("» ")) + (achieved ? style.bold(name) : name) + state(milestone, achieved);
    }

    private String state(Milestone milestone, boolean achieved) {
        List<String> measured = standing.measured(milestone);
        if (achieved) {
            return style.green("achieved" + (measured.isEmpty() ? "" : ": " + measured.getFirst()));
        }
        if (!milestone.built()) {
            return style.dim("planned");
        }
        if (!inWorkspace) {
            return "opens with modules " + milestone.gate().getFirst() + "-" + milestone.gate().getLast();
        }
        List<String> missing = standing.missing(milestone).stream().map(one -> one.module().number()).toList();
        String last = measured.isEmpty() ? "" : ", last run: " + measured.getFirst();
        return missing.isEmpty() ? style.cyan("open" + last) : style.dim("locked, waits for " + waits(missing));
    }

    private static String waits(List<String> missing) {
        String ranges = ranges(missing);
        return ranges.length() <= MILESTONE_ROOM ? ranges : missing.size() + " modules";
    }

    /** {@code 02-04, 07} for the numbers 02, 03, 04 and 07. */
    static String ranges(List<String> numbers) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || Integer.parseInt(numbers.get(i)) != Integer.parseInt(numbers.get(i - 1)) + 1) {
                ranges.add(numbers.get(from) + (i - from > 1 ? "-" + numbers.get(i - 1) : ""));
                from = i;
            }
        }
        return String.join(", ", ranges);
    }
}
