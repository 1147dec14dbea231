package tinytorch.tito;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.Workspace;

/** Opens a module: what it is about, where its lesson is, which tasks it has and where they are written. */
@Command(name = "start", mixinStandardHelpOptions = true, description = "Open a module: what it is about, its lesson, its files and tasks.",
        footerHeading = "%nExamples:%n", footer = {"  tito start 02", "  tito start tensor"})
final class StartCommand extends TitoCommand {

    @Parameters(paramLabel = "NN", description = "The module, by number or name.")
    private String module;

    StartCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        CourseModule found = builtModule(module);
        Optional<Workspace> workspace = workspace();
        Path root = workspace.map(Workspace::root).orElse(session.home());
        Map<String, List<Place>> places = Place.of(root, found);
        Report report = new Report(ExitCode.OK).fact("module", found.number()).fact("id", found.id()).fact("title", found.title())
                .fact("summary", found.summary()).fact("points", found.points()).fact("lesson", found.lesson(root).toString());
        report.line(style().bold("Module " + found.number() + "  " + found.title()) + style().dim("   " + found.phase()))
                .text(found.summary(), "").line()
                .line("Lesson  " + near(found.lesson(root)))
                .line("Code    " + near(found.sourceRoot(root)))
                .line("Tests   " + near(found.testRoot(root))).line()
                .line(style().bold("Tasks") + style().dim("   in this order, " + found.points() + " points"));
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (Task task : found.tasks()) {
            List<Place> where = places.getOrDefault(task.id(), List.of());
            tasks.add(facts(task, where));
            report.line("  %s %3d  %s".formatted(padded(task), task.points(), task.title()) + style().stretch(task));
            where.stream().collect(Collectors.groupingBy(Place::file, LinkedHashMap::new, Collectors.toList()))
                    .forEach((file, lines) -> report.line(style().dim("      " + shortName(file, found) + " line "
                            + lines.stream().map(place -> String.valueOf(place.line())).collect(Collectors.joining(", ")))));
        }
        report.fact("tasks", tasks).line();
        if (workspace.isEmpty()) {
            return report.text("This is the distribution: these files hold the finished solutions. To write your own: "
                    + session.command("init ~/my-tinytorch"), "");
        }
        String first = found.tasks().getFirst().id();
        return report.line("Read the lesson, write a task, then:").line()
                .line("  %-36s your code against the tests".formatted(session.command("test " + found.number())))
                .line("  %-36s when stuck".formatted(session.command("hint " + first)));
    }

    private static Map<String, Object> facts(Task task, List<Place> where) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", task.id());
        facts.put("title", task.title());
        facts.put("points", task.points());
        facts.put("stretch", task.stretch());
        facts.put("places", where);
        return facts;
    }

    /** The file below the module's package, or as it is when it lies elsewhere. */
    private static String shortName(String file, CourseModule module) {
        String root = module.path() + "/src/main/java/" + module.packageName().replace('.', '/') + "/";
        return file.startsWith(root) ? file.substring(root.length()) : file;
    }
}
