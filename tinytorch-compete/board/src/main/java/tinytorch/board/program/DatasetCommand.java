package tinytorch.board.program;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.board.store.OwnerOnly;
import tinytorch.model.HiddenSet;
import tinytorch.model.HiddenSets;
import tinytorch.model.Task;

/** Makes a hidden set. */
@Command(name = "dataset", mixinStandardHelpOptions = true,
        description = "Make a hidden set: held-out images, secretly changed, or text that learners never saw. Half of it is for the live board, half for the close.")
final class DatasetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}.")
    private Task task;

    @Parameters(index = "1", arity = "0..1", paramLabel = "OUT", description = "Default: where the server looks for it.")
    private Path out;

    @Option(names = "--seed", description = "All that is secret follows from it. Default: drawn by chance, and forgotten.")
    private Long seed;

    @Option(names = "--text", paramLabel = "FILE", description = "For tinygpt: text that learners never saw. Without it: the last tenth of tinyshakespeare, for practice.")
    private Path text;

    @Option(names = "--count", description = "How many images or characters at most.")
    private Integer count;

    @Option(names = "--replace", description = "Write over a set that is there: scores measured before and after can't be compared.")
    private boolean replace;

    @Option(names = "--json", description = "Print one JSON object, and nothing else. The seed is not in it.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path file = out != null ? out : Competition.home().resolve("hidden").resolve(task.id() + ".safetensors");
        if (Files.exists(file) && !replace) {
            spec.commandLine().getErr().println("leaderboard: " + file + " is there already. Scores measured with another one can't be compared; --replace does it all the same.");
            return Leaderboard.REFUSED;
        }
        long drawn = seed != null ? seed : new SecureRandom().nextLong();
        HiddenSet set = set(drawn);
        keep(set, file);
        if (json) {
            spec.commandLine().getOut().println(Lines.json(Map.of("task", task.id(), "file", file.toString(), "examples", set.size(), "note", set.note())));
            return 0;
        }
        spec.commandLine().getOut().println(file + ": " + set.size() + (task.text() ? " characters" : " images") + (set.note().isBlank() ? "" : " (" + set.note() + ")")
                + ". Keep it to yourself.");
        return 0;
    }

    /** Only its owner may look into it. */
    static void keep(HiddenSet set, Path file) throws IOException {
        OwnerOnly.folder(file.toAbsolutePath().getParent());
        set.save(file);
        OwnerOnly.close(file);
    }

    private HiddenSet set(long drawn) throws IOException {
        try {
            if (!task.text()) {
                return HiddenSets.images(task, count != null ? count : HiddenSets.IMAGES, drawn);
            }
            int most = count != null ? count : HiddenSets.CHARACTERS;
            return text == null ? HiddenSets.practiceText(most, drawn) : HiddenSets.text(Files.readString(text), text.getFileName().toString(), most, drawn);
        } catch (IllegalArgumentException e) {
            throw new ProgramException(Exit.USAGE, e.getMessage());
        } catch (CharacterCodingException e) {
            throw new ProgramException(Exit.NO_DATA, text + " is not UTF-8.");
        }
    }
}
