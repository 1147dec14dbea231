package tinytorch.milestones.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.text.token.BpeFiles;
import tinytorch.text.token.BpeTokenizer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tokenizer of GPT-2's published files: ids, round trips, and input that breaks careless code. */
final class Gpt2Checks {
    /** Bytes of the long line. */
    private static final int LINE = 100_000_000;
    /** Bytes of the long piece. */
    private static final int PIECE = 20_000_000;

    private final Path folder;
    private final Checks checks;
    private final BpeTokenizer tokenizer;

    Gpt2Checks(Path folder, Checks checks) throws IOException {
        this.folder = folder;
        this.checks = checks;
        this.tokenizer = BpeFiles.load(folder);
    }

    /** Compares with what was published: the ids of sample texts, and the files. */
    void published() throws IOException {
        Checks.Row ids = checks.row("GPT-2: published sample ids");
        Checks.Row text = checks.row("GPT-2: text of the published ids");
        for (Samples.Encoded sample : Samples.read(folder.resolve("encodings_sample.csv"))) {
            ids.compare(Arrays.equals(sample.ids(), tokenizer.encode(sample.text())), sample.text());
            text.compare(sample.text().equals(tokenizer.decode(sample.ids())), sample.text());
        }
        ids.compare(tokenizer.special("<|endoftext|>") == 50256, "<|endoftext|>");
        ids.done();
        text.done();
        Path saved = Files.createTempDirectory("bpe");
        BpeFiles.save(tokenizer, saved);
        Checks.Row files = checks.row("GPT-2: files written as published");
        List<String> mine = Files.readAllLines(saved.resolve(BpeFiles.MERGES));
        List<String> published = Files.readAllLines(folder.resolve(BpeFiles.MERGES));
        for (int i = 0; i < Math.max(mine.size(), published.size()); i++) {
            files.compare(i < Math.min(mine.size(), published.size()) && mine.get(i).equals(published.get(i)), "line " + (i + 1));
        }
        Map<String, Integer> ours = ids(saved.resolve(BpeFiles.IDS));
        ids(folder.resolve(BpeFiles.IDS)).forEach((token, id) -> files.compare(id.equals(ours.get(token)), token));
        files.done();
        Files.delete(saved.resolve(BpeFiles.MERGES));
        Files.delete(saved.resolve(BpeFiles.IDS));
        Files.delete(saved);
    }

    /** Compares ids with those of {@link PlainEncoder}, on given texts and on random ones. */
    void againstPlainEncoder(List<String> texts) throws IOException {
        PlainEncoder plain = new PlainEncoder(Files.readString(folder.resolve(BpeFiles.MERGES)), ids(folder.resolve(BpeFiles.IDS)));
        Checks.Row given = checks.row("GPT-2: plain encoder, whole texts");
        texts.forEach(text -> given.compare(Arrays.equals(plain.encode(text), tokenizer.encode(text)), text));
        given.done();
        Checks.Row row = checks.row("GPT-2: plain encoder, random text");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            String text = Samples.unicode(random, 1 + i % 80);
            row.compare(Arrays.equals(plain.encode(text), tokenizer.encode(text)), text);
        }
        row.done();
    }

    private static Map<String, Integer> ids(Path file) throws IOException {
        return JsonMapper.shared().readValue(Files.readString(file), new TypeReference<Map<String, Integer>>() { });
    }

    /** Encodes and decodes what is no ordinary text. */
    void robust() {
        SplittableRandom random = new SplittableRandom(2);
        Checks.Row bytes = checks.row("GPT-2: random byte strings come back");
        for (int i = 0; i < 20_000; i++) {
            byte[] some = new byte[random.nextInt(200)];
            random.nextBytes(some);
            bytes.compare(Arrays.equals(some, tokenizer.decodeBytes(tokenizer.encode(some))), Arrays.toString(some));
        }
        bytes.done();
        Checks.Row every = checks.row("GPT-2: every code point comes back");
        String all = Samples.everyCodePoint();
        String back = tokenizer.decode(tokenizer.encode(all));
        int[] expected = all.codePoints().toArray();
        int[] found = back.codePoints().toArray();
        for (int i = 0; i < expected.length; i++) {
            every.compare(i < found.length && expected[i] == found[i], Integer.toHexString(expected[i]));
        }
        every.done();
        Checks.Row lone = checks.row("GPT-2: lone surrogates are U+FFFD");
        for (int c = Character.MIN_SURROGATE; c <= Character.MAX_SURROGATE; c++) {
            lone.compare(Arrays.equals(tokenizer.encode("a\ufffd b"), tokenizer.encode("a" + (char) c + " b")), Integer.toHexString(c));
        }
        lone.done();
        survives("GPT-2: a line of 100 MB", "All the world's a stage, and all the men and women merely players; ".repeat(LINE / 67 + 1).substring(0, LINE));
        survives("GPT-2: a piece of 20 MB, one letter", "a".repeat(PIECE));
        StringBuilder letters = new StringBuilder();
        random.ints(PIECE / 10, 'a', 'z' + 1).forEach(c -> letters.append((char) c));
        survives("GPT-2: a piece of 2 MB, any letters", letters.toString());
    }

    private void survives(String name, String text) {
        Checks.Row row = checks.row(name);
        double start = Checks.coreSeconds();
        int[] ids = tokenizer.encode(text);
        double seconds = Checks.coreSeconds() - start;
        row.compare(text.equals(tokenizer.decode(ids)), "it does not come back");
        row.done(text.length(), seconds);
    }

    /** The time of encoding a text, the shortest of several. */
    void speed(String name, String text) {
        Checks.Row row = checks.row("GPT-2: encodes " + name);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 15; i++) {
            double start = Checks.coreSeconds();
            int[] ids = tokenizer.encode(text);
            best = Math.min(best, Checks.coreSeconds() - start);
            row.compare(i > 0 || text.equals(tokenizer.decode(ids)), name);
        }
        row.done(text.length(), best);
    }
}
