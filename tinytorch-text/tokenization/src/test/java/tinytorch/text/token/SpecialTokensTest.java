package tinytorch.text.token;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("token.special")
class SpecialTokensTest {
    private final SpecialTokens specials = new SpecialTokens(List.of(Handmade.latin("<e>"), Handmade.latin("<e><e>"), Handmade.latin("<x")), List.of(7,
            8, 9));

    private int at(String text, int at, int to) {
        int found = specials.at(Handmade.latin(text), at, to);
        return found < 0 ? -1 : specials.id(found);
    }

    private void is(String why, String text, int at, int expected) {
        Check.call("SpecialTokens.at", text, at).because(why).equal(() -> at(text, at, text.length()), expected);
    }

    /** Every test needs to know a name first. */
    @BeforeEach
    void aNameIsFound() {
        is("<e> is the special token 7", "<e>", 0, 7);
    }

    @Test
    void findsTheLongestNameThatFits() {
        is("<e> alone", "a<e>b", 1, 7);
        is("<e><e> is longer than <e>", "a<e><e>b", 1, 8);
        is("the second one is alone", "a<e><e>b", 4, 7);
        is("here no name begins", "a<e>", 0, -1);
        is("half a name", "a<e", 1, -1);
        is("another name", "<xyz", 0, 9);
        is("a name that begins like one", "<f>", 0, -1);
    }

    @Test
    void theTextEndsWhereItIsToldTo() {
        Check.call("SpecialTokens.at", "<e><e>", 0, "to 3").because("only the first <e> belongs to the text").equal(() -> at("<e><e>", 0, 3), 7);
        Check.call("SpecialTokens.at", "<e><e>", 0, "to 2").equal(() -> at("<e><e>", 0, 2), -1);
    }

    @Test
    void findsTheFirstPlace() {
        byte[] text = Handmade.latin("ab<e>cd<x<");
        Check check = Check.call("SpecialTokens.find", "ab<e>cd<x<");
        check.equal(() -> specials.find(text, 0, 10), 2);
        check.because("from place 2 on, it is at place 2").equal(() -> specials.find(text, 2, 10), 2);
        check.because("from place 3 on").equal(() -> specials.find(text, 3, 10), 7);
        check.because("none: the end").equal(() -> specials.find(text, 8, 10), 10);
        check.because("none before 4: the end").equal(() -> specials.find(text, 0, 4), 4);
    }

    private final BpeTokenizer tokenizer = Handmade.tokenizer(List.of("a a"), "<|end|>", "<|end|><|end|>");

    @Test
    void encodesThemOnlyWhenAsked() {
        Check.call("encodeWithSpecialTokens", "aa<|end|>a").because("aa = 256, <|end|> = 257").equal(() -> tokenizer.encodeWithSpecialTokens("aa<|end|>a"),
                new int[] {256, 257, 'a'});
        Check.call("encode", "<|end|>").because("here the name is text like any other")
                .equal(() -> tokenizer.encode("<|end|>"), new int[] {'<', '|', 'e', 'n', 'd', '|', '>'});
        Check.call("encodeWithSpecialTokens", "<|end|><|end|><|end|>").because("the longest first, then what is left")
                .equal(() -> tokenizer.encodeWithSpecialTokens("<|end|><|end|><|end|>"), new int[] {258, 257});
        Check.call("encodeWithSpecialTokens", "aaa").equal(() -> tokenizer.encodeWithSpecialTokens("aaa"), new int[] {256, 'a'});
        Check.call("encodeWithSpecialTokens", "").equal(() -> tokenizer.encodeWithSpecialTokens(""), new int[0]);
    }

    @Test
    void nothingMergesAcrossOne() {
        Check.call("encodeWithSpecialTokens", "a<|end|>a").because("each a is a text of its own").equal(() -> tokenizer.encodeWithSpecialTokens("a<|end|>a"),
                new int[] {'a', 257, 'a'});
        BpeTokenizer spaces = Handmade.tokenizer(List.of("_ _"), "<p>");
        Check.call("encodeWithSpecialTokens", "  <p>a").because("before the special token the text ends: both spaces are one piece, as at the end of a text")
                .equal(() -> spaces.encodeWithSpecialTokens("  <p>a"), new int[] {256, 257, 'a'});
    }

    @Test
    void comesBackAsItsName() {
        String text = "aa<|end|>a<|end|><|end|>";
        Check.call("decode(encodeWithSpecialTokens", text).equal(() -> tokenizer.decode(tokenizer.encodeWithSpecialTokens(text)), text);
        Check.call("special", "<|end|>").equal(() -> tokenizer.special("<|end|>"), 257);
        Check.call("special", "<|").refuses(IllegalArgumentException.class, () -> tokenizer.special("<|"), "<|");
        Check.call("special", "<|end|>a").refuses(IllegalArgumentException.class, () -> tokenizer.special("<|end|>a"), "<|end|>");
    }

    @Test
    void moreCanBeAdded() {
        BpeTokenizer more = tokenizer.withSpecialTokens("<|pad|>", "<|user|>");
        Check.call("withSpecialTokens").because("behind all others")
                .equal(() -> more.encodeWithSpecialTokens("<|user|>aa<|end|><|pad|>"), new int[] {260, 256, 257, 259});
        Check.call("withSpecialTokens").equal(more::specialTokens, List.of("<|end|>", "<|end|><|end|>", "<|pad|>", "<|user|>"));
        Check.call("withSpecialTokens", "aa").because("there is a token with these bytes")
                .refuses(IllegalArgumentException.class, () -> tokenizer.withSpecialTokens("aa"), "256");
    }

    @Test
    void trainingCutsTheCorpusAtThem() {
        BpeTokenizer trained = Check.call("BpeTrainer.train", "ab<e>ab<e>ab", 260, "<e>").run(() -> BpeTrainer.train("ab<e>ab<e>ab", 260, "<e>"));
        Check.call("BpeTrainer.train", "ab<e>ab<e>ab", 260, "<e>").because("one special token, 256 bytes and ab: nothing else is there to merge")
                .equal(trained::vocabularySize, 258);
        Check.call("BpeTrainer.train", "<e>").because("special tokens have the first ids, the bytes follow").equal(() -> trained.special("<e>"), 0);
        Check.call("BpeTrainer.train", "<e>").equal(() -> trained.encodeWithSpecialTokens("ab<e>ab"), new int[] {257, 0, 257});
    }
}
