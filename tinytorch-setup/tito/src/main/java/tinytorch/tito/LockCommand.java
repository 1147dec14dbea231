package tinytorch.tito;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.judge.TestLock;

/** Writes down which tests judge which task. */
@Command(name = "lock", mixinStandardHelpOptions = true,
        description = "Write the lock files: which tests judge which task. To be run after tests were added, renamed or removed.",
        footerHeading = "%nExamples:%n", footer = {"  tito course lock       all modules", "  tito course lock 02    one module"})
final class LockCommand extends TitoCommand {

    @Parameters(arity = "0..*", paramLabel = "NN", description = "Modules, by number or name. Default: all.")
    private List<String> names = new ArrayList<>();

    LockCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        List<CourseModule> modules = names.isEmpty() ? course().builtModules() : names.stream().map(this::builtModule).toList();
        Report report = new Report(ExitCode.OK);
        List<Map<String, Object>> facts = new ArrayList<>();
        for (CourseModule module : modules) {
            TestLock lock = TestLock.discover(course(), module);
            lock.write(course(), module);
            Path file = TestLock.file(course(), module);
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("module", module.number());
            fact.put("tests", lock.all().size());
            fact.put("file", file.toString());
            facts.add(fact);
            report.line("%s %-14s %3d tests of %2d tasks  %s".formatted(module.number(), module.title(), lock.all().size(), module.tasks().size(), near(file)));
        }
        return report.fact("modules", facts);
    }
}
