package tinytorch.text.token.lab;

import java.util.function.Supplier;

import tinytorch.text.token.BpeTokenizer;
import tinytorch.text.token.BpeTrainer;
import tinytorch.text.token.CharTokenizer;
import tinytorch.text.token.Tokenizer;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** Characters against BPE: how long the text becomes, and what the vocabulary takes for it. */
final class VocabularyExperiment {
    private static final int WIDTH = 128;
    /** Parameters of the blocks of milestone `tinygpt`, which do not depend on the vocabulary: 4 layers of 12 * 128^2 weights. */
    private static final double BLOCKS = 4 * 12.0 * WIDTH * WIDTH;

    private VocabularyExperiment() {
    }

    static Table table(LabText text) {
        Table table = new Table("What a vocabulary costs, and what it saves", "tokenizer", "size", "tokens", "chars/token", "table", "of GPT",
                "attention", "training");   // 80 columns
        int characters = row(table, "characters", () -> CharTokenizer.of(text.text()), text.text(), 0);
        for (int size : new int[] {256, 512, 1024, 2048, 4096, 8192, 16_384}) {
            row(table, "BPE", () -> BpeTrainer.train(text.text(), size), text.text(), characters);
        }
        return table;
    }

    /** Adds a row; how many tokens the text has. */
    private static int row(Table table, String name, Supplier<Tokenizer> training, String text, int characters) {
        long start = System.nanoTime();
        Tokenizer tokenizer = training.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        int tokens = tokenizer.encode(text).length;
        double parameters = (double) tokenizer.vocabularySize() * WIDTH;
        double shorter = characters == 0 ? 1 : (double) tokens / characters;
        table.row(name, tokenizer.vocabularySize(), tokens, (double) text.length() / tokens, Format.bytes(4 * parameters),
                Format.percent(parameters / (parameters + BLOCKS)), Format.times(shorter * shorter), Format.seconds(seconds));
        return tokens;
    }

    /** The tokens of a sentence, with bars between them. */
    static String sample(LabText text, String sentence) {
        StringBuilder lines = new StringBuilder("The same words, by vocabulary:\n");
        for (int size : new int[] {256, 512, 2048, 8192}) {
            BpeTokenizer tokenizer = BpeTrainer.train(text.text(), size);
            StringBuilder line = new StringBuilder();
            for (int id : tokenizer.encode(sentence)) {
                line.append(line.isEmpty() ? "" : "|").append(tokenizer.decode(id));
            }
            lines.append("%7d  %s%n".formatted(size, line));
        }
        return lines.toString();
    }
}
