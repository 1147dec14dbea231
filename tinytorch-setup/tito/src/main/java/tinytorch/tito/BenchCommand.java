package tinytorch.tito;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Libraries;

/** Runs the benchmarks: in a workspace on the learner's modules as far as they are done without a gap, in the distribution on the finished library. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure operations and whole training steps, as parts of this machine's peak.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito bench                          everything, and how long it will take", "  tito bench --only matmul --threads 1,2", "  tito bench --quick --json",
            "  tito bench --only Step              training steps: cost of an image, a token", "  tito bench --peers --only 'CnnStep|GptStep'", "",
            "Handed on: --only REGEX, --threads N[,N...], --quick, --no-scalar."})
final class BenchCommand extends TitoCommand {
    private static final String MAIN = "tinytorch.benchmarks.BenchMain";

    @Option(names = "--peers", description = "Beside PyTorch, by turns. Downloads libtorch the first time.")
    private boolean peers;

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "ARG", description = "Handed to the benchmarks.")
    private List<String> arguments = new ArrayList<>();

    BenchCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        needFinishedLibrary("bench");
        if (!Files.isDirectory(Libraries.benchmarks(session.home()))) {
            throw new TitoException(ExitCode.USAGE, "the benchmarks are not built. In " + session.home() + ": ./mvnw process-classes -pl tinytorch-kernels/benchmarks -am");
        }
        Optional<Workspace> workspace = workspace();
        Optional<CourseModule> last = workspace.flatMap(own -> standing(workspace).lastOwn(Optional.empty()));
        PeersBuild torch = new PeersBuild(session, System.getProperty("os.name"), System.getProperty("os.arch"));
        if (peers) {
            torch.bringUpToDate();
        }
        Program program = new Program(session, json, "--sun-misc-unsafe-memory-access=allow", "-DDJL_CACHE_DIR=" + torch.cache());
        last.ifPresent(module -> program.compile(workspace, module));
        program.announce(last.flatMap(module -> workspace));
        List<String> handed = new ArrayList<>(arguments);
        if (json) {
            handed.add("--json");
        }
        List<Path> classPath = ClassPaths.benchmarks(course(), workspace.map(Workspace::root).orElse(session.home()), last);
        if (peers) {
            handed.add("--peers");
            classPath.addAll(ClassPaths.peers(session.home()));
        }
        int code = program.run(classPath, MAIN, handed);
        Report report = new Report(ExitCode.of(code));
        if (json) {
            Json.object(program.output()).forEach(report::fact);
            report.fact("code", last.map(module -> "yours up to " + module.number()).orElse("finished library"));
        }
        return report;
    }
}
