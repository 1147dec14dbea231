package tinytorch.milestones.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tinytorch.data.source.DataStore;
import tinytorch.data.source.DatasetState.Kind;
import tinytorch.data.source.PublishedDataset;
import tinytorch.milestones.program.Outcome;

/**
 * Checks module 11 on real data: {@code BpeCheck GPT2 CS336}, the folder with GPT-2's {@code vocab.bpe}, {@code encoder.json} and
 * {@code encodings_sample.csv}, and the one with CS336's corpus, reference merges and reference vocabulary. With tinyshakespeare too, if
 * {@code tito data} has it.
 *
 * <p>Exit codes: 0 nothing is different, 1 something is, 2 wrong usage, 8 a file can't be read.
 */
public final class BpeCheck {
    private BpeCheck() {
    }

    /** Prints a row for each check and ends the JVM with the exit code. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        if (args.length != 2) {
            System.err.println("usage: BpeCheck GPT2 CS336: the folders of GPT-2's and of CS336's files");
            return Outcome.USAGE;
        }
        try {
            Checks checks = check(Path.of(args[0]), Path.of(args[1]));
            System.out.print(checks);
            System.out.println(checks.passed() ? "Nothing is different." : "NOT the same.");
            return checks.passed() ? Outcome.DONE : Outcome.NOT_ACHIEVED;
        } catch (IOException e) {
            System.err.println("Can't read what is to be compared: " + e.getMessage());
            return Outcome.NO_DATA;
        }
    }

    private static Checks check(Path gpt2, Path cs336) throws IOException {
        Checks checks = new Checks();
        TrainingChecks training = new TrainingChecks(checks);
        training.reference(cs336);
        training.specialTokens(Files.readString(cs336.resolve("tinystories_sample.txt")));
        List<String> texts = new ArrayList<>();
        for (String name : List.of("corpus.en", "address.txt", "german.txt", "tinystories_sample.txt")) {
            texts.add(Files.readString(cs336.resolve(name)));
        }
        DataStore store = DataStore.ofUser(true);
        Gpt2Checks encoder = new Gpt2Checks(gpt2, checks);
        encoder.published();
        if (store.look(PublishedDataset.TINY_SHAKESPEARE).kind() == Kind.PRESENT) {
            String plays = Files.readString(store.folder(PublishedDataset.TINY_SHAKESPEARE).resolve("input.txt"));
            texts.add(plays);
            training.speed("tinyshakespeare", plays);
            encoder.speed("tinyshakespeare", plays);
        } else {
            System.out.println("tinyshakespeare is not here ('tito data get tinyshakespeare'): two rows are left out.");
        }
        encoder.againstPlainEncoder(texts);
        encoder.robust();
        return checks;
    }
}
