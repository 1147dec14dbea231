package tinytorch.text.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.testkit.Check;

@Tag("token.files")
class BpeFilesTest {
    @TempDir
    Path folder;

    private static List<String> pairs(String text) {
        return BpeFiles.pairs(text).stream().map(pair -> pair[0] + "|" + pair[1]).toList();
    }

    /** The 256 characters of the alphabet, then these. */
    private static List<String> tokens(String... more) {
        List<String> tokens = new ArrayList<>();
        ByteAlphabet alphabet = new ByteAlphabet();
        for (int place = 0; place < 256; place++) {
            tokens.add(alphabet.text(new byte[] {(byte) alphabet.at(place)}));
        }
        tokens.addAll(List.of(more));
        return tokens;
    }

    /** Every test needs to read a line first. */
    @BeforeEach
    void readsALine() {
        Check.call("BpeFiles.pairs", "a b").equal(() -> pairs("a b"), List.of("a|b"));
    }

    @Test
    void readsMergesLineByLine() {
        Check.call("BpeFiles.pairs", "#version: 0.2\\nh e\\nhe r\\n").because("the first line is no merge").equal(() -> pairs("#version: 0.2\nh e\nhe r\n"),
                List.of("h|e", "he|r"));
        Check.call("BpeFiles.pairs", "h e\\r\\nhe r").because("files without a version, from other systems, without a last line break")
                .equal(() -> pairs("h e\r\nhe r"),
                List.of("h|e", "he|r"));
        Check.call("BpeFiles.pairs", "# #\\n#version x\\n").because("two of # are a merge, and #version is a token where it is not in the first line")
                .equal(() -> pairs("# #\n#version x\n"), List.of("#|#", "#version|x"));
        Check.call("BpeFiles.pairs", "").because("no merges").equal(() -> pairs(""), List.of());
        Check.call("BpeFiles.pairs", "#version: 0.2\\n").because("no merges").equal(() -> pairs("#version: 0.2\n"), List.of());
    }

    @Test
    void refusesALineThatIsNoMerge() {
        for (String line : new String[] {"abc", "a b c", "a  b", " a", "a "}) {
            Check.call("BpeFiles.pairs", "#version: 0.2\\n" + line)
                    .refuses(IllegalArgumentException.class, () -> pairs("#version: 0.2\n" + line + "\n"), "line 2", line);
        }
    }

    @Test
    void writesWhatItReads() {
        Merges merges = new Merges();
        merges.add(0, 1, 3);
        merges.add(3, 2, 4);
        Check.call("BpeFiles.lines", "merges (0, 1), (3, 2)")
                .equal(() -> BpeFiles.lines(merges, List.of("h", "e", "r", "he", "her")), "#version: 0.2\nh e\nhe r\n");
        Check.call("BpeFiles.lines", "no merges").equal(() -> BpeFiles.lines(new Merges(), List.of()), "#version: 0.2\n");
    }

    @Test
    void ordinaryTokensAreBytesAndResultsOfMerges() {
        List<String> tokens = tokens("he", "\u0120he", "<|end|>", "[PAD]");
        BpeTokenizer tokenizer = Check.call("BpeFiles.assemble", "h e and \u0120 he")
                .run(() -> BpeFiles.assemble(List.of(new String[] {"h", "e"}, new String[] {"\u0120", "he"}), tokens));
        Check.call("BpeFiles.assemble").because("the result of a merge is written in the alphabet")
                .equal(() -> tokenizer.vocabulary().bytes(257), Handmade.latin(" he"));
        Check.call("BpeFiles.assemble").because("neither a byte nor the result of a merge").equal(tokenizer::specialTokens, List.of("<|end|>", "[PAD]"));
        Check.call("BpeFiles.assemble").equal(() -> tokenizer.special("<|end|>"), 258);
        Check.call("BpeFiles.assemble").because("ids are places in the list of tokens").equal(() -> tokenizer.encode("he he"), new int[] {256, 257});
        Check.call("BpeFiles.assemble").because("\u0120 alone is the space").equal(() -> tokenizer.encode(" "), new int[] {tokens.indexOf("\u0120")});
    }

    @Test
    void refusesAMergeWithoutTokens() {
        Check.call("BpeFiles.assemble", "h e").because("he is not in the list")
                .refuses(IllegalArgumentException.class, () -> BpeFiles.assemble(List.<String[]>of(new String[] {"h", "e"}), tokens()), "h e", "\"he\"");
        Check.call("BpeFiles.assemble", "xx e").refuses(IllegalArgumentException.class,
                () -> BpeFiles.assemble(List.<String[]>of(new String[] {"xx", "e"}), tokens("xxe")), "\"xx\"");
        Check.call("BpeFiles.assemble", "h e twice").refuses(IllegalArgumentException.class,
                () -> BpeFiles.assemble(List.of(new String[] {"h", "e"}, new String[] {"h", "e"}), tokens("he")), "merged once");
    }

    @Test
    void savedAndLoadedItIsTheSame() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        BpeTokenizer tokenizer = BpeTrainer.train(Reference.unicode(random, 3000), 400, "<|end|>", "<a b>");
        BpeFiles.save(tokenizer, folder.resolve("new"));
        BpeTokenizer loaded = Check.call("BpeFiles.load").run(() -> BpeFiles.load(folder.resolve("new")));
        Check.call("BpeFiles.load").equal(loaded::vocabularySize, tokenizer.vocabularySize());
        for (int i = 0; i < 100; i++) {
            String text = Reference.unicode(random, 50) + "<|end|><a b>";
            Check.call("BpeFiles.load(...).encode", text).equal(() -> loaded.encode(text), tokenizer.encode(text));
            Check.call("BpeFiles.load(...).encodeWithSpecialTokens", text)
                    .equal(() -> loaded.encodeWithSpecialTokens(text), tokenizer.encodeWithSpecialTokens(text));
        }
    }

    @Test
    void refusesFilesThatDoNotFit() throws IOException {
        Path merges = Files.writeString(folder.resolve("vocab.bpe"), "#version: 0.2\n");
        Path ids = folder.resolve("encoder.json");
        String[] wrong = {"", "[]", "{\"a\": 1}", "{\"a\": \"0\"}", "{\"a\": 0, \"a\": 1}", "{\"a\": 0} 1", "{\"a\": 0, \"b\": 0}", "{\"a\": -1}",
                "{\"a\": 0}"};
        for (String json : wrong) {
            Files.writeString(ids, json);
            Check.call("BpeFiles.load", json).refuses(IOException.class, () -> BpeFiles.load(merges, ids), "encoder.json");
        }
    }
}
