package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.judge.Folders;
import tinytorch.course.mutation.Mutation;
import tinytorch.course.mutation.MutationScore;
import tinytorch.course.mutation.PitRun;

/** Says which small mistakes in the solutions no test notices. */
@Command(name = "mutate", mixinStandardHelpOptions = true,
        description = "Mutation testing with PIT: small mistakes are made in the solutions of a module, one at a time, and its public tests have to notice. "
                + "Downloads PIT the first time. Takes minutes for a module.",
        footerHeading = "%nExamples:%n", footer = {"  tito course mutate 02", "  tito course mutate 02 --task tensor.matmul", "  tito course mutate --threads 2 --json"})
final class MutateCommand extends TitoCommand {
    private static final OnDemandBuild PIT = new OnDemandBuild("mutation", "tinytorch-setup/mutation", List.of(), "building what runs PIT; the first time Maven downloads it, some 5 MB", "mutate", "PIT");

    @Parameters(arity = "0..*", paramLabel = "NN", description = "Modules, by number or name. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--task", paramLabel = "TASK", description = "Only mistakes in this task's solution.")
    private String only;

    @Option(names = "--at-least", paramLabel = "PERCENT", description = "How many of a hundred have to be killed in each module; fewer are exit code 1. Default: ${DEFAULT-VALUE}.")
    private double least = 85;

    @Option(names = "--threads", paramLabel = "N", description = "How many mutants are judged at a time. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    MutateCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        needFinishedLibrary("mutate");
        List<CourseModule> modules = modules();
        PIT.bringUpToDate(session);
        List<String> below = new ArrayList<>();
        List<Map<String, Object>> facts = new ArrayList<>();
        List<Mutation> all = new ArrayList<>();
        for (CourseModule module : modules) {
            long start = System.nanoTime();
            List<Mutation> mutations = mutations(module);
            double seconds = (System.nanoTime() - start) / 1e9;
            all.addAll(mutations);
            facts.add(facts(module, mutations, seconds));
            if (MutationScore.of(mutations).percent() < least) {
                below.add(module.number());
            }
            if (!json) {
                show(module, mutations, seconds);
            }
        }
        MutationScore score = MutationScore.of(all);
        Report report = new Report(below.isEmpty() ? ExitCode.OK : ExitCode.FAILED).fact("ok", below.isEmpty()).fact("at_least", least).fact("modules", facts);
        String summary = "%d of %d mutants killed, %.1f %%.".formatted(score.killed(), score.total(), score.percent());
        return report.line(below.isEmpty() ? style().green(summary) : style().red(summary + " Below %.0f %%: module %s.".formatted(least, String.join(", ", below))));
    }

    private List<CourseModule> modules() {
        if (only != null && !names.isEmpty()) {
            throw new TitoException(ExitCode.USAGE, "say modules or --task, not both.");
        }
        if (only != null) {
            return List.of(course().moduleOf(task(only).id()));
        }
        return names.isEmpty() ? course().builtModules() : names.stream().map(this::builtModule).toList();
    }

    private List<Mutation> mutations(CourseModule module) {
        try {
            Path folder = Files.createTempDirectory("tinytorch-mutation");
            try {
                PitRun run = PitRun.of(course(), module, id -> only == null || task(only).id().equals(id), threads, folder);
                List<Path> classPath = new ArrayList<>(run.classPath());
                classPath.addAll(PIT.classPath(session));
                Program program = new Program(session, true, run.options().toArray(String[]::new));
                if (program.run(classPath, PitRun.MAIN, run.arguments()) != 0) {
                    throw new TitoException(ExitCode.FAILED, "PIT could not run on module " + module.number() + ". Are its tests green? " + program.output().strip());
                }
                return PitRun.result(course(), module, folder);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for PIT can't be made", e);
        }
    }

    private static List<Mutation> of(Task task, List<Mutation> mutations) {
        return mutations.stream().filter(mutation -> mutation.task().equals(task.id())).toList();
    }

    private static Map<String, Object> facts(String key, String name, List<Mutation> mutations) {
        MutationScore score = MutationScore.of(mutations);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(key, name);
        facts.put("killed", score.killed());
        facts.put("endless", score.endless());
        facts.put("total", score.total());
        facts.put("percent", score.percent());
        return facts;
    }

    private Map<String, Object> facts(CourseModule module, List<Mutation> mutations, double seconds) {
        Map<String, Object> facts = facts("module", module.number(), mutations);
        facts.put("seconds", seconds);
        facts.put("tasks", module.tasks().stream().map(task -> facts("task", task.id(), of(task, mutations))).toList());
        facts.put("survivors", mutations.stream().filter(mutation -> !mutation.killed()).map(this::survivor).toList());
        return facts;
    }

    private Map<String, Object> survivor(Mutation mutation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("task", mutation.task());
        facts.put("file", session.home().relativize(mutation.file()).toString());
        facts.put("line", mutation.line());
        facts.put("source", mutation.source());
        facts.put("mutator", mutation.mutator());
        facts.put("change", mutation.change());
        facts.put("status", mutation.status());
        return facts;
    }

    private void show(CourseModule module, List<Mutation> mutations, double seconds) {
        MutationScore score = MutationScore.of(mutations);
        session.out().println(style().bold("%s %s  %d of %d mutants killed, %.1f %%".formatted(module.number(), module.title(), score.killed(), score.total(), score.percent()))
                + style().dim("  (%d by running out of time; %.0f s)".formatted(score.endless(), seconds)));
        for (Task task : module.tasks()) {
            List<Mutation> own = of(task, mutations);
            if (own.isEmpty()) {
                continue;
            }
            MutationScore part = MutationScore.of(own);
            session.out().println("  %-26s %4d of %4d  %5.1f %%".formatted(task.id(), part.killed(), part.total(), part.percent()));
            own.stream().filter(mutation -> !mutation.killed()).forEach(this::show);
        }
        session.out().println();
        session.out().flush();
    }

    private void show(Mutation mutation) {
        String reached = switch (mutation.status()) {
            case NO_COVERAGE -> "  (no test reaches the line)";
            case RUN_ERROR -> "  (the run broke off)";
            default -> "";
        };
        session.out().println("      " + near(mutation.file()) + ":" + mutation.line() + reached);
        session.out().println(style().dim("        " + mutation.mutator() + ": " + mutation.change()));
        session.out().println("        " + mutation.source());
    }
}
