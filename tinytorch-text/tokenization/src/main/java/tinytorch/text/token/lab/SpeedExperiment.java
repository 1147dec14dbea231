package tinytorch.text.token.lab;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tinytorch.text.token.BpeTokenizer;
import tinytorch.text.token.BpeTrainer;
import tinytorch.text.token.CharTokenizer;
import tinytorch.text.token.Gpt2Splitter;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** How fast text goes through each step, on one core. */
final class SpeedExperiment {
    private static final Pattern PIECE = Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private SpeedExperiment() {
    }

    static Table table(Profiler profiler, LabText text) {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        Table table = new Table("Text through each step, one core", "step", "core time", "rate", "allocated");
        row(table, bytes, profiler.measure("pieces, java.util.regex", () -> regex(text.text())));
        row(table, bytes, profiler.measure("pieces, Gpt2Splitter", () -> pieces(bytes)));
        CharTokenizer characters = CharTokenizer.of(text.text());
        row(table, bytes, profiler.measure("encoding, characters", () -> characters.encode(text.text())));
        for (int size : new int[] {512, 8192}) {
            BpeTokenizer tokenizer = BpeTrainer.train(text.text(), size);
            int[] ids = tokenizer.encode(bytes);
            row(table, bytes, profiler.measure("encoding, BPE " + size, () -> tokenizer.encode(bytes)));
            row(table, bytes, profiler.measure("decoding, BPE " + size, () -> tokenizer.decode(ids)));
        }
        for (int merges : new int[] {250, 1000, 4000}) {
            row(table, bytes, profiler.measure("training, " + merges + " merges", () -> BpeTrainer.train(text.text(), 256 + merges)));
        }
        return table;
    }

    private static void row(Table table, byte[] bytes, Measurement m) {
        table.row(m.name(), Format.seconds(m.cpuSeconds()), Format.rate(bytes.length, m.cpuSeconds(), "B"), Format.bytes(m.allocatedBytes()));
    }

    private static int regex(String text) {
        int count = 0;
        for (Matcher piece = PIECE.matcher(text); piece.find();) {
            count++;
        }
        return count;
    }

    private static int pieces(byte[] text) {
        Gpt2Splitter splitter = new Gpt2Splitter();
        int count = 0;
        for (int at = 0; at < text.length; at = splitter.end(text, at, text.length)) {
            count++;
        }
        return count;
    }
}
