package tinytorch.tito;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of those who make the course or teach it; a learner does not need them. */
@Command(name = "course", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "For makers of the course: check, generate and prove it. For instructors: release and grade it. Works in the distribution.")
final class CourseCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private CourseCommand() {
    }

    static CommandLine line(Session session) {
        return new CommandLine(new CourseCommand())
                .addSubcommand("lint", new LintCommand(session))
                .addSubcommand("verify", new VerifyCommand(session))
                .addSubcommand("lock", new LockCommand(session))
                .addSubcommand("generate", new GenerateCommand(session))
                .addSubcommand("release", new ReleaseCommand(session))
                .addSubcommand("grade", new GradeCommand(session))
                .addSubcommand("stats", new StatsCommand(session))
                .addSubcommand("similarity", new SimilarityCommand(session))
                .addSubcommand("mutate", new MutateCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
