package tinytorch.tito;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Judge;
import tinytorch.course.judge.ProgressFile;

/** Runs a milestone: in a workspace on the learner's own code once its modules are done, in the distribution on the finished library. */
@Command(name = "milestone",
        description = "Run a milestone: on your code in a workspace, on the finished library in the distribution. Without a name: the list.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito milestone                        the milestones and what they wait for", "  tito milestone inference",
            "  tito milestone inference --image my-digit.png", "  tito milestone inference --draw", "  tito milestone inference --json",
            "  tito milestone cnn --epochs 8 --seed 7", "  tito milestone cnn --resume", "  tito milestone tinygpt --chat"})
final class MilestoneCommand extends TitoCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The milestone, such as inference.")
    private String name;

    @Option(names = {"-h", "--help"}, description = "Show this help; after a milestone's name, that milestone's own.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ARG", description = "Handed to the milestone's program.")
    private List<String> arguments = new ArrayList<>();

    MilestoneCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        if (help && name == null) {
            Report report = new Report(ExitCode.OK);
            spec.commandLine().getUsageMessage().lines().forEach(report::line);
            return report;
        }
        Optional<Workspace> workspace = workspace();
        if (name == null) {
            return list(workspace);
        }
        Milestone milestone = milestone();
        String main = milestone.main().orElseThrow(() -> new TitoException(ExitCode.USAGE,
                "milestone " + milestone.id() + " is planned, but not part of this version of the course."));
        if (workspace.isEmpty()) {
            needFinishedLibrary("a milestone outside of a workspace");
        }
        CourseModule last = lastOwn(milestone, workspace);
        if (workspace.isPresent() && !help) {
            List<ModuleStanding> missing = missing(workspace.get(), milestone);
            if (!missing.isEmpty()) {
                return locked(milestone, missing, Next.step(session, standing(workspace)).getFirst());
            }
            tellChanged(standing(workspace), last);
        }
        List<Path> classPath = ClassPaths.milestone(course(), workspace.map(Workspace::root).orElse(session.home()), last);
        Path result = MilestoneResult.file();
        boolean ownKernels = workspace.isPresent() && course().upTo(last).stream().anyMatch(module -> module.id().equals("kernels"));
        // The learner's kernels multiply with the learner's product: the others of that module are given.
        Program program = new Program(session, json, "-Dtinytorch.result=" + result, "-Dtinytorch.tito=" + session.name(),
                "-Dtinytorch.code=" + (workspace.isPresent() ? "yours" : "finished library"),
                "-Dtinytorch.finished=" + (workspace.isPresent() ? numbers(finished(last)) : ""),
                "-Dtinytorch.kernels.code=" + (ownKernels ? "yours" : "finished library"), "-Dtinytorch.kernels=" + (ownKernels ? "ladder" : ""),
                ClassPaths.contestOption(course(), library(workspace)));
        program.compile(workspace, last);
        List<String> handed = new ArrayList<>(arguments);
        if (help) {
            handed.add("--help");
        }
        if (json) {
            handed.add("--json");
        }
        int code = program.run(classPath, main, handed);
        return finish(workspace, milestone, code, program.output(), MilestoneResult.take(result), last);
    }

    /** The last module of the learner's own that runs: the gate's, or a later one if all up to it are done. The rest is the finished library's. */
    private CourseModule lastOwn(Milestone milestone, Optional<Workspace> workspace) {
        CourseModule last = course().gate(milestone).getLast();
        return workspace.isEmpty() ? last : standing(workspace).lastOwn(Optional.of(last)).orElse(last);
    }

    /** A learner who has just edited the first module that is not taken from the workspace may wonder where it has gone. */
    private void tellChanged(Standing standing, CourseModule last) {
        int next = course().modules().indexOf(last) + 1;
        if (next < course().modules().size() && standing.of(course().modules().get(next)).changed() && !session.released()) {
            String number = course().modules().get(next).number();
            session.err().println("module " + number + " changed since its tests passed: it comes from the finished library until " + session.command("test " + number) + " passes");
        }
    }

    private static String numbers(List<CourseModule> modules) {
        return modules.stream().map(CourseModule::number).collect(Collectors.joining(", "));
    }

    /** Where the competition's server takes its library from: never from a learner, but where there is no other. */
    private Path library(Optional<Workspace> workspace) {
        return session.released() && workspace.isPresent() ? workspace.get().root() : session.home();
    }

    /** The modules that come from the finished library, if there is one. */
    private List<CourseModule> finished(CourseModule lastOwn) {
        return session.released() ? List.of() : ClassPaths.finished(course(), lastOwn);
    }

    private Milestone milestone() {
        try {
            return course().milestone(name);
        } catch (CourseException e) {
            throw new TitoException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** Modules that changed since their tests passed, or were assisted, are tested now; what is still not green keeps the gate shut. */
    private List<ModuleStanding> missing(Workspace workspace, Milestone milestone) {
        Standing standing = standing(Optional.of(workspace));
        for (CourseModule module : course().gate(milestone)) {
            if (standing.of(module).unproven()) {
                session.err().println("testing module " + module.number() + ", it changed since its tests passed");
                Judge.judge(course(), workspace.root(), module, Optional.empty(), session.silent());
            }
        }
        return standing(Optional.of(workspace)).missing(milestone);
    }

    private Report locked(Milestone milestone, List<ModuleStanding> missing, Next.Step next) {
        Report report = new Report(ExitCode.LOCKED).fact("milestone", milestone.id()).fact("achieved", false).fact("locked", true)
                .fact("gate", milestone.gate()).fact("missing", missing.stream().map(one -> one.module().number()).toList());
        report.line(style().bold(milestone.title()) + " is locked. It runs on your own code, and waits for:").line();
        for (ModuleStanding one : missing) {
            report.line("  %s %-14s %d of %d tasks".formatted(one.module().number(), one.module().title(), one.done(), one.module().tasks().size()));
        }
        report.line().line("Next: " + next.command() + "   " + next.why());
        return session.released() ? report : report.text("To see it on the finished library, run it in the distribution: " + session.home(), "");
    }

    private Report finish(Optional<Workspace> workspace, Milestone milestone, int code, String output, Map<String, Object> result,
            CourseModule last) {
        Report report = new Report(ExitCode.of(code));
        Map<String, Object> facts = json ? Json.object(output) : result;
        if (json) {
            facts.forEach(report::fact);
        }
        if (json && facts.isEmpty()) {
            report.fact("milestone", milestone.id()).fact("achieved", false).fact("error", "the program ended with code " + code
                    + " and printed no result").fact("output", output);
        }
        // A picture of one's own is no milestone: such a run leaves no result.
        boolean whole = Set.of("--offline").containsAll(arguments) || !result.isEmpty();
        if (workspace.isPresent() && whole && !help) {
            boolean achieved = code == 0 && Boolean.TRUE.equals(facts.get("achieved"));
            boolean before = standing(workspace).achieved(milestone);
            ProgressFile.of(workspace.get().root()).update(progress -> progress.milestone(milestone.id(), achieved, MilestoneResult.metrics(facts)));
            if (achieved && !before) {
                Standing standing = standing(workspace);
                Celebration.milestone(style(), milestone, last, standing).forEach(report::line);
                Next.Step next = Next.step(session, standing).getFirst();
                report.line("Next: " + next.command() + "   " + next.why());
            }
        }
        return report;
    }

    private Report list(Optional<Workspace> workspace) {
        Standing standing = standing(workspace);
        Report report = new Report(ExitCode.OK).fact("milestones", course().milestones().stream().map(standing::facts).toList());
        for (Milestone milestone : course().milestones()) {
            report.line(style().bold("%-12s".formatted(milestone.id())) + milestone.title() + (milestone.built() ? "" : style().dim("   planned")))
                    .text(milestone.summary(), " ".repeat(12)).line(" ".repeat(12) + "modules " + milestone.gate().getFirst() + "-"
                            + milestone.gate().getLast() + (standing.achieved(milestone) ? style().green("   achieved") : ""));
        }
        return report;
    }
}
