package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("token.split")
class Gpt2SplitterTest {
    private final Gpt2Splitter splitter = new Gpt2Splitter();

    private void splits(String why, String text, String... pieces) {
        Check.call("Gpt2Splitter.end, piece by piece", text).because(why).equal(() -> Reference.pieces(splitter, Reference.bytes(text)), List.of(pieces));
    }

    private static void contraction(String text, int expected) {
        byte[] bytes = Reference.bytes(text);
        Check.call("Gpt2Splitter.contraction", text).equal(() -> Gpt2Splitter.contraction(bytes, 0, bytes.length), expected);
    }

    @Test
    void knowsSevenContractions() {
        for (String two : new String[] {"'s", "'t", "'m", "'d"}) {
            contraction(two, 2);
        }
        for (String three : new String[] {"'re", "'ve", "'ll"}) {
            contraction(three, 3);
        }
        for (String none : new String[] {"'", "'r", "'v", "'l", "'S", "'la", "'rl", "'le", "'vl", "'a", "''", "s", "the"}) {
            contraction(none, 0);
        }
        contraction("'sun", 2);
        contraction("'read", 3);
    }

    @Test
    void aContractionMustEndBeforeTheEnd() {
        byte[] bytes = Reference.bytes("a're");
        Check.call("Gpt2Splitter.contraction", "a're", 1, 3).because("the text ends before the e").equal(() -> Gpt2Splitter.contraction(bytes, 1, 3), 0);
        Check.call("Gpt2Splitter.contraction", "a're", 1, 2).because("only the apostrophe is left").equal(() -> Gpt2Splitter.contraction(bytes, 1, 2), 0);
        Check.call("Gpt2Splitter.contraction", "a're", 1, 4).equal(() -> Gpt2Splitter.contraction(bytes, 1, 4), 3);
    }

    @Test
    @LookAt("Gpt2Splitter.run")
    void aPieceIsARunOfOneKindWithTheSpaceBeforeIt() {
        splits("letters, digits, others", "Hello world", "Hello", " world");
        splits("a digit ends a word", "abc123, x", "abc", "123", ",", " x");
        splits("other characters run together", "(\"a\")...", "(\"", "a", "\")...");
        splits("an apostrophe that begins no contraction is one of the others", "it's 'quoted' 's", "it", "'s", " '", "quoted", "'", " '", "s");
    }

    @Test
    void theLastOfSeveralSpacesBelongsToTheNextPiece() {
        splits("two spaces are a piece, the third goes with b", "a   b", "a", "  ", " b");
        splits("only a space can be in front of a word: the line break is left alone", "a \nb", "a", " ", "\n", "b");
        splits("two line breaks", "a\n\nb", "a", "\n", "\n", "b");
        splits("at the end all white space is one piece", "a \n ", "a", " \n ");
        splits("a space before white space that is no space", "a \tb", "a", " ", "\t", "b");
        splits("", " ", " ");
    }

    @Test
    void letterAndDigitAreWhatUnicodeSays() {
        splits("words of any script", "na\u00efve \u4e2d\u6587 \u0645\u0631", "na\u00efve", " \u4e2d\u6587", " \u0645\u0631");
        splits("a combining accent is a mark and no letter", "e\u0301a", "e", "\u0301", "a");
        splits("fractions and Roman numerals are numbers", "x\u00bd\u21672", "x", "\u00bd\u21672");
        splits("a no-break space is white space but no space", "a\u00a0\u00a0b", "a", "\u00a0", "\u00a0", "b");
        splits("characters outside of the basic plane", "\ud83d\ude00\ud83d\ude00 \ud835\udc00\ud835\udfd8", "\ud83d\ude00\ud83d\ude00",
                " \ud835\udc00", "\ud835\udfd8");
    }

    @Test
    @LookAt({"Gpt2Splitter.run", "Gpt2Splitter.space"})
    void agreesWithTheRegularExpression() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            String text = Reference.unicode(random, 1 + i % 60);
            Check.call("Gpt2Splitter.end, piece by piece", text).because("java.util.regex finds these pieces")
                    .equal(() -> Reference.pieces(splitter, Reference.bytes(text)), Reference.pieces(text));
        }
    }

    @Test
    void bytesThatAreNoTextAreOtherCharacters() {
        byte[] bytes = {'a', (byte) 0xFF, (byte) 0x80, '!', (byte) 0xE2, (byte) 0x82, 'b', ' ', (byte) 0xC3};
        int[] ends = {1, 6, 7, 9};
        int at = 0;
        for (int end : ends) {
            int from = at;
            Check.call("Gpt2Splitter.end", "61 ff 80 21 e2 82 62 20 c3", from)
                    .because("each byte that begins no character counts as one of the other characters")
                    .equal(() -> splitter.end(bytes, from, bytes.length), end);
            at = end;
        }
    }

    @Test
    void theTextEndsWhereItIsToldTo() {
        byte[] bytes = "ab  cd".getBytes(StandardCharsets.UTF_8);
        Check.call("Gpt2Splitter.end", "ab  cd", 0, 1).equal(() -> splitter.end(bytes, 0, 1), 1);
        Check.call("Gpt2Splitter.end", "ab  cd", 2, 4).because("behind these two spaces the text ends: they are one piece")
                .equal(() -> splitter.end(bytes, 2, 4), 4);
        Check.call("Gpt2Splitter.end", "ab  cd", 2, 6).because("behind them comes a word").equal(() -> splitter.end(bytes, 2, 6), 3);
        Check.call("Gpt2Splitter.end", "ab  cd", 3, 4).equal(() -> splitter.end(bytes, 3, 4), 4);
    }

    @Test
    @LookAt("Gpt2Splitter.space")
    void aLineOfMillionsIsCutInTime() {
        byte[] letters = "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
        Check.call("Gpt2Splitter.end", "three million letters").equal(() -> splitter.end(letters, 0, letters.length), letters.length);
        byte[] spaces = " ".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
        Check.call("Gpt2Splitter.end", "three million spaces").equal(() -> splitter.end(spaces, 0, spaces.length), spaces.length);
    }
}
