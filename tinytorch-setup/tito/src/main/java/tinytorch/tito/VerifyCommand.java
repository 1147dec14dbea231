package tinytorch.tito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.verify.CheckResult;
import tinytorch.course.verify.MutantResult;
import tinytorch.course.verify.Verifier;
import tinytorch.course.verify.VerifyListener;
import tinytorch.course.verify.VerifyReport;

/** Proves that the course holds together, and says what it ran. */
@Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Prove the course: every skeleton compiles and is red, every solution green, every planted mistake caught.",
        footerHeading = "%nExamples:%n", footer = {"  tito course verify", "  tito course verify 02 03"})
final class VerifyCommand extends TitoCommand {

    @Parameters(arity = "0..*", paramLabel = "NN", description = "Modules, by number or name. Default: all.")
    private List<String> names = new ArrayList<>();

    VerifyCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        List<CourseModule> modules = course().builtModules();
        if (!names.isEmpty()) {
            List<CourseModule> wanted = names.stream().map(this::builtModule).toList();
            modules = modules.stream().filter(wanted::contains).toList();
        }
        VerifyReport result = Verifier.verify(course(), modules, json ? VerifyListener.SILENT : new Live());
        Report report = new Report(result.ok() ? ExitCode.OK : ExitCode.FAILED);
        facts(report, result);
        mutants(report, result.mutants());
        List<String> problems = result.problems();
        if (!problems.isEmpty()) {
            report.line().line(style().bold("Problems"));
            problems.forEach(problem -> report.line("  " + style().red("✗") + " " + problem));
        }
        int count = result.checks().stream().mapToInt(CheckResult::count).sum();
        return report.line().line((result.ok() ? style().green("Verified: ") : style().red("NOT verified: ")) + "modules "
                + modules.stream().map(CourseModule::number).collect(Collectors.joining(", ")) + ", " + result.checks().size() + " checks of "
                + count + " things, " + result.mutants().stream().filter(MutantResult::caught).count() + " of " + result.mutants().size()
                + " planted mistakes caught, " + result.mutants().stream().filter(MutantResult::named).count() + " with a message that names a method of the task, %.0f s.".formatted(result.seconds()));
    }

    private static void facts(Report report, VerifyReport result) {
        report.fact("ok", result.ok()).fact("seconds", result.seconds()).fact("problems", result.problems()).fact("checks", result.checks());
        List<Map<String, Object>> mutants = new ArrayList<>();
        for (MutantResult mutant : result.mutants()) {
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("task", mutant.mutant().task());
            fact.put("name", mutant.mutant().name());
            fact.put("status", mutant.status().name().toLowerCase(Locale.ROOT));
            fact.put("test", mutant.test());
            fact.put("detail", mutant.detail());
            fact.put("named", mutant.named());
            mutants.add(fact);
        }
        report.fact("mutants", mutants);
    }

    private void mutants(Report report, List<MutantResult> mutants) {
        if (mutants.isEmpty()) {
            return;
        }
        report.line().line(style().bold("Planted mistakes"));
        for (MutantResult mutant : mutants) {
            String test = mutant.test().substring(mutant.test().lastIndexOf('.') + 1);
            report.line("  " + (mutant.caught() ? style().green("✓") : style().red("✗")) + " %-26s %s".formatted(mutant.mutant().task(), mutant.mutant().name()))
                    .line(style().dim("      " + (mutant.caught() ? "caught by " + test : mutant.status().name().toLowerCase(Locale.ROOT) + ": " + mutant.detail())));
        }
    }

    /** Each check as soon as it is complete: the whole takes a minute or two. */
    private final class Live implements VerifyListener {
        private int steps;
        private int done;
        private String stage = "";

        @Override
        public void stage(String name, int count) {
            stage = name;
            steps = count;
            done = 0;
        }

        @Override
        public void step(String what) {
            done++;
            if (session.terminal()) {
                LiveLine.clear(session);
                String text = stage + "  " + done + " of " + steps + "  " + what;
                session.out().print(text.substring(0, Math.min(text.length(), Style.WIDTH - 1)));
                session.out().flush();
            }
        }

        @Override
        public void checked(CheckResult result) {
            LiveLine.clear(session);
            session.out().println((result.ok() ? style().green("✓") : style().red("✗")) + " %-22s %s: %d %s".formatted(result.subject(), result.name(),
                    result.count(), result.unit()));
            result.problems().forEach(problem -> session.out().println("    " + problem));
            session.out().flush();
        }
    }
}
