package tinytorch.milestones.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tinytorch.text.token.BpeTokenizer;
import tinytorch.text.token.BpeTrainer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Training against the reference merges and the reference vocabulary of CS336. */
final class TrainingChecks {
    private static final String END = "<|endoftext|>";

    private final Checks checks;

    TrainingChecks(Checks checks) {
        this.checks = checks;
    }

    /** Compares merge by merge and token by token. */
    void reference(Path folder) throws IOException {
        String corpus = Files.readString(folder.resolve("corpus.en"));
        List<String> merges = Files.readAllLines(folder.resolve("train-bpe-reference-merges.txt"));
        Map<String, Integer> ids = JsonMapper.shared().readValue(Files.readString(folder.resolve("train-bpe-reference-vocab.json")),
                new TypeReference<Map<String, Integer>>() { });
        double start = Checks.coreSeconds();
        BpeTokenizer tokenizer = BpeTrainer.train(corpus, ids.size(), END);
        double seconds = Checks.coreSeconds() - start;
        Checks.Row row = checks.row("CS336: reference merges, in order");
        row.compare(merges.size() == tokenizer.merges().size(), merges.size() + " merges, found " + tokenizer.merges().size());
        for (int rank = 0; rank < Math.min(merges.size(), tokenizer.merges().size()); rank++) {
            String merge = tokenizer.vocabulary().text(tokenizer.merges().left(rank)) + " " + tokenizer.vocabulary().text(tokenizer.merges().right(rank));
            row.compare(merge.equals(merges.get(rank)), "merge " + rank + " is " + merges.get(rank) + ", found " + merge);
        }
        row.done(corpus.length(), seconds);
        Checks.Row tokens = checks.row("CS336: reference vocabulary, by id");
        tokens.compare(ids.size() == tokenizer.vocabularySize(), ids.size() + " tokens, found " + tokenizer.vocabularySize());
        ids.forEach((token, id) -> tokens.compare(id < tokenizer.vocabularySize() && token.equals(tokenizer.vocabulary().text(id)), token));
        tokens.compare(tokenizer.special(END) == ids.get(END), END);
        tokens.done();
    }

    /**
     * Each text comes back from a tokenizer trained on it, with 1,000 merges; the time of the first training in this JVM, and the shortest of several
     * more.
     */
    void speed(String name, String text) {
        Checks.Row cold = checks.row("1,000 merges of " + name + ", cold");
        double first = train(cold, name, text);
        cold.done(text.length(), first);
        Checks.Row warm = checks.row("1,000 merges of " + name);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            best = Math.min(best, train(warm, name, text));
        }
        warm.done(text.length(), best);
    }

    /** Seconds for one training. */
    private static double train(Checks.Row row, String name, String text) {
        double start = Checks.coreSeconds();
        BpeTokenizer tokenizer = BpeTrainer.train(text, 1256);
        double seconds = Checks.coreSeconds() - start;
        row.compare(tokenizer.merges().size() == 1000 && text.equals(tokenizer.decode(tokenizer.encode(text))), name);
        return seconds;
    }

    /** Special tokens in a text are single ids and come back. */
    void specialTokens(String text) {
        BpeTokenizer tokenizer = BpeTrainer.train(text, 600, END);
        int[] ids = tokenizer.encodeWithSpecialTokens(text);
        long found = 0;
        for (int id : ids) {
            found += id == tokenizer.special(END) ? 1 : 0;
        }
        Checks.Row row = checks.row("CS336: special tokens of a sample");
        row.compare(found == text.split(Pattern.quote(END), -1).length - 1, found + " special tokens");
        row.compare(text.equals(tokenizer.decode(ids)), "the sample does not come back");
        row.done();
    }
}
