package tinytorch.text.token.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import tinytorch.text.token.BatchEncoder;
import tinytorch.text.token.BpeTokenizer;
import tinytorch.text.token.BpeTrainer;
import tinytorch.text.token.TokenBatch;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** How much of a batch is padding: lines as they come, and lines of similar length together. */
final class PaddingExperiment {
    private static final int LENGTH = 64;

    private PaddingExperiment() {
    }

    static Table table(LabText text) {
        BpeTokenizer tokenizer = BpeTrainer.train(text.text(), 1024, "<pad>");
        List<String> lines = new ArrayList<>(text.text().lines().filter(line -> !line.isEmpty()).limit(8192).toList());
        Collections.shuffle(lines, new Random(1));
        List<String> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparingInt(String::length));
        Table table = new Table("Padding, batches of lines, vocabulary 1024", "batch", "lines as they come", "sorted by length", "all " + LENGTH + " long");
        BatchEncoder longest = BatchEncoder.of(tokenizer, tokenizer.special("<pad>"), LENGTH);
        for (int size : new int[] {1, 8, 32, 128}) {
            table.row(size, Format.percent(padding(longest, lines, size)), Format.percent(padding(longest, sorted, size)),
                    Format.percent(padding(longest.withFixedLength(), lines, size)));
        }
        return table;
    }

    /** The part of all places that is padding. */
    private static double padding(BatchEncoder encoder, List<String> lines, int size) {
        double places = 0;
        double tokens = 0;
        for (int from = 0; from + size <= lines.size(); from += size) {
            TokenBatch batch = encoder.encode(lines.subList(from, from + size));
            places += batch.ids().size();
            tokens += batch.mask().sum().item();
        }
        return 1 - tokens / places;
    }
}
