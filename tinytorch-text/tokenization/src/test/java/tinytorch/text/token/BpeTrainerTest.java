package tinytorch.text.token;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("token.train")
class BpeTrainerTest {
    private final ByteStrings tokens = new ByteStrings();
    private final PairCounts pairs = new PairCounts();
    private final Candidates candidates = new Candidates(pairs, tokens);

    private int token(String text) {
        byte[] bytes = Handmade.latin(text);
        return tokens.add(bytes, 0, bytes.length);
    }

    private int pair(String left, String right) {
        return pairs.number(token(left), token(right));
    }

    /** The merges as "left right" in Latin-1. */
    private static List<String> merges(BpeTokenizer tokenizer) {
        List<String> merges = new ArrayList<>();
        for (int rank = 0; rank < tokenizer.merges().size(); rank++) {
            merges.add(Reference.latin(tokenizer.vocabulary().bytes(tokenizer.merges().left(rank))) + " "
                    + Reference.latin(tokenizer.vocabulary().bytes(tokenizer.merges().right(rank))));
        }
        return merges;
    }

    private static void learns(String corpus, int count, String why, String... expected) {
        Check.call("BpeTrainer.train", corpus, 256 + count).because(why).equal(() -> merges(BpeTrainer.train(corpus, 256 + count)), List.of(expected));
    }

    /** Every test needs the order of pairs first. */
    @BeforeEach
    void comparesAPairWithItself() {
        Check.call("Candidates.compare", "(a, b)", "(a, b)").equal(() -> candidates.compare(pair("a", "b"), pair("a", "b")), 0);
    }

    private void larger(String left, String right, String otherLeft, String otherRight) {
        Check check = Check.call("Candidates.compare", "(" + left + ", " + right + ")", "(" + otherLeft + ", " + otherRight + ")");
        check.because("byte by byte, the left token first")
                .holds(candidates.compare(pair(left, right), pair(otherLeft, otherRight)) > 0, "above 0", "not above 0");
        check.because("the other way round").holds(candidates.compare(pair(otherLeft, otherRight), pair(left, right)) < 0, "below 0", "not below 0");
    }

    @Test
    void comparesPairsAsByteStrings() {
        larger("BA", "A", "B", "ZZ");
        larger("b", "a", "a", "z");
        larger("a", "c", "a", "b");
        larger("ab", "a", "a", "bb");
        larger("\u00e9", "a", "z", "a");
        token("z later");
        larger("b later", "x", "a later", "x");
        larger("z later", "x", "b later", "x");
    }

    /** The words of a text that is cut after every comma; its tokens are bytes. */
    private Words words(String text) {
        PieceCounts pieces = new PieceCounts();
        byte[] corpus = Handmade.latin(text);
        pieces.add(corpus, 0, corpus.length, Handmade::commas);
        int[] bytes = new int[256];
        for (int b = 0; b < 256; b++) {
            bytes[b] = token(String.valueOf((char) b));
        }
        return new Words(pieces, bytes);
    }

    @Test
    void takesThePairWithTheLargestCount() {
        Words words = words("ab,ab,ab,cd,");
        pairs.add(words, 0, PairCounts.ALL);
        pairs.add(words, 1, PairCounts.ALL);
        candidates.offer(0);
        Check check = Check.call("Candidates.take");
        check.because("ab and b, have the count 3: the larger one").equal(candidates::take, pair("b", ","));
        pairs.remove(words, 0);
        check.because("ab, which is next, has 0 by now: the true counts matter. d, and cd have 1").equal(candidates::take, pair("d", ","));
        check.equal(candidates::take, pair("c", "d"));
        check.because("nothing is left").equal(candidates::take, -1);
    }

    @Test
    void aPairWhoseCountWentDownComesLater() {
        Words words = words("a,a,a,b,b,a");
        pairs.add(words, 0, PairCounts.ALL);
        pairs.add(words, 0, PairCounts.ALL);
        pairs.add(words, 1, PairCounts.ALL);
        candidates.offer(0);
        pairs.remove(words, 0);
        pairs.remove(words, 0);
        pairs.add(words, 0, PairCounts.ALL);
        Check.call("Candidates.take").because("a, was offered with 6 and has 3 now: still more than b,").equal(candidates::take, pair("a", ","));
        candidates.offer(0);
        pairs.remove(words, 0);
        Check.call("Candidates.take").because("a, has 0 now").equal(candidates::take, pair("b", ","));
    }

    @Test
    void mergesTheMostFrequentPairFirst() {
        learns("low low low lower lower newest newest newest newest newest newest", 6,
                "each time the pair that occurs most often by then", Reference.train(
                        Reference.pieces("low low low lower lower newest newest newest newest newest newest"), 6).toArray(String[]::new));
        learns("aab aab aab", 2, "the first word has no space: ' a', 'aa' and 'ab' occur 2, 3 and 3 times; ab is larger than aa", "a b", "a ab");
    }

    @Test
    void tiesGoToTheLargerPair() {
        learns("ab cd", 3, "all pairs occur once: (c, d) is the largest, then (a, b), then (space, cd)", "c d", "a b", "  cd");
    }

    @Test
    @LookAt("Candidates.take")
    void countsAreThoseAfterTheMerge() {
        learns("abcabcabc bc bc", 2, "bc occurs 5 times; after that ab is gone and a + bc stands 3 times", "b c", "a bc");
        learns("aaaaaaaa", 3, "aa, then aaaa, then all eight", "a a", "aa aa", "aaaa aaaa");
        learns("aaaaa", 9, "aa aa a, then aaaa a, then all: there is no other pair", "a a", "aa aa", "aaaa a");
    }

    @Test
    @LookAt({"Candidates.compare", "Candidates.take", "MergeLearner.merge"})
    void agreesWithCountingEverythingAnew() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60; i++) {
            String corpus = i % 3 == 0 ? Reference.unicode(random, 400) : Reference.letters(random, i % 3 == 1 ? "abc " : "ab  \u00e9'", 300);
            Check.call("BpeTrainer.train", corpus, 296).because("training that counts all pairs anew after each merge finds these")
                    .equal(() -> merges(BpeTrainer.train(corpus, 296)).stream().limit(30).toList(), Reference.train(Reference.pieces(corpus), 30));
        }
    }

    @Test
    void stopsWhenNoPairIsLeft() {
        BpeTokenizer tokenizer = Check.call("BpeTrainer.train", "ab ab", 1000).run(() -> BpeTrainer.train("ab ab", 1000));
        Check.call("BpeTrainer.train", "ab ab", 1000).because("256 bytes, ab and ' ab'").equal(tokenizer::vocabularySize, 258);
        Check.call("BpeTrainer.train", "", 300).because("nothing to learn").equal(() -> BpeTrainer.train("", 300).vocabularySize(), 256);
        Check.call("BpeTrainer.train", "ab", 255).refuses(IllegalArgumentException.class, () -> BpeTrainer.train("ab", 255), "255", "256");
    }

    @Test
    void aCorpusMayComeInParts() {
        List<String> whole = Check.call("BpeTrainer.train").run(() -> merges(BpeTrainer.train("the cat the hat the bat the rat", 266)));
        Check.call("BpeTrainer.add, add, train").because("the same pieces in two parts")
                .equal(() -> merges(new BpeTrainer().add("the cat the hat").add(" the bat the rat").train(266)), whole);
    }

    /** A recount for every merge would take minutes here. */
    @Test
    @LookAt("MergeLearner.merge")
    void aThousandMergesOfAMegabyteTakeSeconds() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder corpus = new StringBuilder();
        String[] words = new String[20_000];
        for (int i = 0; i < words.length; i++) {
            words[i] = " " + Reference.letters(random, "etaoinshrdlucmfw", 2 + random.nextInt(7));
        }
        while (corpus.length() < 1_000_000) {
            corpus.append(words[(int) (words.length * Math.pow(random.nextDouble(), 3))]);
        }
        String text = corpus.toString();
        long start = System.nanoTime();
        BpeTokenizer tokenizer = Check.call("BpeTrainer.train", "a megabyte", 1256).run(() -> BpeTrainer.train(text, 1256));
        double seconds = (System.nanoTime() - start) / 1e9;
        Check.call("BpeTrainer.train", "a megabyte", 1256).because("only the words that a merge changes are counted again")
                .holds(tokenizer.vocabularySize() == 1256 && seconds < 20, "1256 tokens in less than 20 s", tokenizer.vocabularySize() + " in "
                        + seconds + " s");
    }
}
