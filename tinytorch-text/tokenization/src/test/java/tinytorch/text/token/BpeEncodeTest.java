package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("token.encode")
class BpeEncodeTest {
    private final BpeTokenizer her = Handmade.tokenizer(List.of("e r", "h e", "h er", "t h", "th er"));

    private static int[] rounds(BpeTokenizer tokenizer, String piece) {
        int[] symbols = new int[piece.length()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = piece.charAt(i);
        }
        return Arrays.copyOf(symbols, PieceEncoder.merge(symbols, symbols.length, tokenizer.merges()));
    }

    /** The tokens' bytes, in Latin-1. */
    private static List<String> tokens(BpeTokenizer tokenizer, int[] ids) {
        return Arrays.stream(ids).mapToObj(id -> Reference.latin(tokenizer.vocabulary().bytes(id))).toList();
    }

    private static int[] longPiece(BpeTokenizer tokenizer, byte[] piece) {
        IntList out = new IntList();
        new LongPiece(tokenizer.vocabulary(), tokenizer.merges(), piece, 0, piece.length).encode(out);
        return out.toArray();
    }

    /** Every test needs the rounds first. */
    @BeforeEach
    void aPieceOfOneByteIsItsToken() {
        Check.call("PieceEncoder.merge", "x").equal(() -> rounds(her, "x"), new int[] {'x'});
    }

    @Test
    void theLowestRankGoesFirst() {
        Check.call("PieceEncoder.merge", "her", "merges er, he, h er").because("er has rank 0: h, er; that pair has rank 2")
                .equal(() -> tokens(her, rounds(her, "her")),
                List.of("her"));
        Check.call("PieceEncoder.merge", "hex").because("without an r, he is merged").equal(() -> tokens(her, rounds(her, "hex")), List.of("he", "x"));
        Check.call("PieceEncoder.merge", "ther").because("er; then h er (rank 2) before t h (rank 3): t, her, and th er never comes")
                .equal(() -> tokens(her, rounds(her, "ther")), List.of("t", "her"));
        Check.call("PieceEncoder.merge", "").equal(() -> rounds(her, ""), new int[0]);
    }

    @Test
    void thePlaceInTheTextDoesNotCount() {
        BpeTokenizer tokenizer = Handmade.tokenizer(List.of("c d", "b c", "a b"));
        Check.call("PieceEncoder.merge", "abcd", "merges cd, bc, ab").because("cd first, though it comes last; bc is not possible any more; then ab")
                .equal(() -> tokens(tokenizer, rounds(tokenizer, "abcd")), List.of("ab", "cd"));
        BpeTokenizer run = Handmade.tokenizer(List.of("a a", "aa aa"));
        Check.call("PieceEncoder.merge", "aaaaaaa", "merges aa, aa aa").because("aa aa aa a, then aaaa aa a").equal(() -> tokens(run, rounds(run, "aaaaaaa")),
                List.of("aaaa", "aa", "a"));
    }

    @Test
    void noTokenReachesIntoTheNextPiece() {
        BpeTokenizer tokenizer = Handmade.tokenizer(List.of("a 1", "1 a", "a a"));
        Check.call("BpeTokenizer.encode", "aa1a").because("letters and digits are different pieces").equal(() -> tokens(tokenizer, tokenizer.encode("aa1a")),
                List.of("aa", "1", "a"));
        Check.call("BpeTokenizer.encode", "aa aa").equal(() -> tokens(tokenizer, tokenizer.encode("aa aa")), List.of("aa", " ", "aa"));
        Check.call("BpeTokenizer.encode", "").equal(() -> tokenizer.encode(""), new int[0]);
    }

    @Test
    void agreesWithGpt2sAlgorithm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            List<String> merges = randomMerges(random, 12);
            BpeTokenizer tokenizer = Handmade.tokenizer(merges);
            String piece = Reference.letters(random, "abc", 1 + i % 40);
            List<String[]> pairs = merges.stream().map(merge -> merge.split(" ")).toList();
            Check.call("PieceEncoder.merge", piece, merges).because("the lowest rank that stands in the piece, everywhere, then again")
                    .equal(() -> tokens(tokenizer, rounds(tokenizer, piece)), Reference.encode(piece, pairs));
        }
    }

    /** Merges of a, b, c and of what other merges made. */
    private static List<String> randomMerges(SplittableRandom random, int count) {
        List<String> tokens = new ArrayList<>(List.of("a", "b", "c"));
        List<String> merges = new ArrayList<>();
        while (merges.size() < count) {
            String left = tokens.get(random.nextInt(tokens.size()));
            String right = tokens.get(random.nextInt(tokens.size()));
            if (!tokens.contains(left + right)) {
                tokens.add(left + right);
                merges.add(left + " " + right);
            }
        }
        return merges;
    }

    @Test
    void longPiecesGiveTheSameTokens() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            BpeTokenizer tokenizer = Handmade.tokenizer(randomMerges(random, 12));
            String piece = Reference.letters(random, i % 4 == 0 ? "a" : i % 4 == 1 ? "aaab" : "abc", 1 + i * 3);
            Check.call("PieceEncoder.merge", piece).because("LongPiece, which has lists of places instead of rounds, gives these")
                    .equal(() -> rounds(tokenizer, piece),
                    longPiece(tokenizer, Handmade.latin(piece)));
        }
    }

    @Test
    void aPieceOfAMillionBytesTakesSeconds() {
        BpeTokenizer tokenizer = Handmade.tokenizer(List.of("a a", "aa aa", "aaaa aaaa", "a b"));
        String text = "a".repeat(1_000_001) + "b";
        Check check = Check.call("BpeTokenizer.encode", "a million a and a b");
        int[] ids = check.run(() -> tokenizer.encode(text));
        check.because("125,000 times aaaaaaaa; of the a that is left and the b one more").equal(() -> ids.length, 125_001);
    }

    @Test
    void everyByteStringComesBack() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[i];
            random.nextBytes(bytes);
            int[] ids = Check.call("BpeTokenizer.encode", i + " random bytes").run(() -> her.encode(bytes));
            int[] places = {0};
            byte[] back = new byte[i];
            for (int id : ids) {
                places[0] = her.vocabulary().copy(id, back, places[0]);
            }
            Check.call("BpeTokenizer.encode", i + " random bytes").because("the bytes of the tokens, one after another, are the bytes")
                    .equal(() -> back, bytes);
        }
    }

    @Test
    void aLoneSurrogateIsEncodedAsTheReplacementCharacter() {
        Check.call("BpeTokenizer.encode", "a\\ud83d").because("what UTF-8 encoders write for it: EF BF BD")
                .equal(() -> her.encode("a\ud83d"), her.encode("a\ufffd"));
        byte[] bytes = "a\ufffd".getBytes(StandardCharsets.UTF_8);
        Check.call("BpeTokenizer.encode", "a\\ufffd")
                .equal(() -> her.encode("a\ufffd"), new int[] {bytes[0], bytes[1] & 0xFF, bytes[2] & 0xFF, bytes[3] & 0xFF});
    }

    /** More different pieces than are kept. */
    @Test
    void whatIsKeptOfEarlierPiecesChangesNothing() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            text.append(' ').append(i).append(" her");
        }
        int[] ids = Check.call("BpeTokenizer.encode", "140,000 pieces").run(() -> her.encode(text.toString()));
        long tokens = Arrays.stream(ids).filter(id -> id == her.vocabulary().id(Handmade.latin("her"))).count();
        Check.call("BpeTokenizer.encode", "140,000 pieces").because("every ' her' is a space and the token her").equal(() -> tokens, 70_000L);
        Check.call("BpeTokenizer.encode", "140,000 pieces").equal(() -> ids.length, text.length() - 140_000);
    }
}
