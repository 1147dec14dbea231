package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Packs a trained model on the learner's code, and hands it in with {@code tito leaderboard submit}: what leaves the learner's JVM is data. */
@Command(name = "submit", mixinStandardHelpOptions = true,
        description = "Pack a trained model, check it as the server will, and hand it in.",
        footerHeading = "%nExamples:%n", footer = {"  tito submit cnn-run --as int8 --wait     what milestone cnn left", "  tito submit gpt-run                      what milestone tinygpt left",
            "  tito submit --shipped mnist --dry        one of the course's, checked only", "  tito submit --entry tinytorch.compete.Mine", "  tito submit model.zip", "",
            "Your token is taken from the environment variable TINYTORCH_TOKEN. Handed on to", "'tito leaderboard submit': --server URL, --wait, --dry, --unchecked."})
final class SubmitCommand extends TitoCommand {
    private static final String MAIN = "tinytorch.contest.Packing";

    @Option(names = "--shipped", paramLabel = "TASK", description = "A model that comes with the course: mnist, cifar10 or tinygpt.")
    private String shipped;

    @Option(names = "--entry", paramLabel = "CLASS", description = "A class of yours in module 17 that implements tinytorch.compete.Entry.")
    private String entry;

    @Option(names = "--as", paramLabel = "ENCODING", defaultValue = "f16", description = "f32, f16, int8, int4, sparse or sparse-f16. Default: ${DEFAULT-VALUE}.")
    private String encoding;

    @Option(names = "--pack", paramLabel = "FILE", description = "Pack it into this file, and hand nothing in.")
    private Path pack;

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "MODEL", description = "A milestone's folder, its weights.safetensors, or a packed zip.")
    private List<String> arguments = new ArrayList<>();

    SubmitCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        boolean named = !arguments.isEmpty() && !arguments.getFirst().startsWith("-");
        if ((named ? 1 : 0) + (shipped != null ? 1 : 0) + (entry != null ? 1 : 0) != 1) {
            throw new TitoException(ExitCode.USAGE, "name one model: a milestone's folder such as cnn-run, a packed zip, --shipped TASK or --entry CLASS. Examples: "
                    + session.command("submit --help"));
        }
        List<String> handed = new ArrayList<>(named ? arguments.subList(1, arguments.size()) : arguments);
        handed.addFirst("submit");
        if (named && arguments.getFirst().endsWith(".zip")) {
            handed.add(1, arguments.getFirst());
            return LeaderboardCommand.run(session, json, handed);
        }
        List<String> source = shipped != null ? List.of("--shipped", shipped) : entry != null ? List.of("--entry", entry) : List.of("--from", arguments.getFirst());
        if (pack != null) {
            return pack(source, pack).map(code -> new Report(code)).orElseGet(() -> new Report(ExitCode.OK).line("Packed: " + pack).fact("packed", pack.toString()));
        }
        try {
            Path folder = Files.createTempDirectory("tito-submit");
            Path file = folder.resolve("model.zip");
            try {
                handed.add(1, file.toString());
                return pack(source, file).map(code -> new Report(code)).orElseGet(() -> LeaderboardCommand.run(session, json, handed));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary file for the packed model can be made.", e);
        }
    }

    /** Packs a model; gives the exit code if that failed. The learner's modules pack as far as they are done; a class of their own may be anywhere in module 17. */
    private Optional<ExitCode> pack(List<String> source, Path file) {
        Optional<Workspace> workspace = workspace();
        CourseModule end = course().modules().getLast();
        Optional<CourseModule> last = workspace.flatMap(own -> standing(workspace).lastOwn(Optional.empty()));
        Program program = new Program(session, false);
        if (workspace.isPresent() && (entry != null || last.isPresent())) {
            program.compile(workspace, entry != null ? end : last.get());
        }
        List<Path> classPath = ClassPaths.entrant(course(), workspace.map(Workspace::root), last);
        List<String> words = new ArrayList<>(source);
        words.addAll(List.of("--as", encoding, "--out", file.toString()));
        int code = program.run(classPath, MAIN, words);
        return code == 0 ? Optional.empty() : Optional.of(ExitCode.of(code));
    }
}
