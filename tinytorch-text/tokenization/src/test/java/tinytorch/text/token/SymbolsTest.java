package tinytorch.text.token;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("token.merge")
class SymbolsTest {

    private static void merges(String why, int[] symbols, int left, int right, int... expected) {
        Check.call("Symbols.merge", Arrays.toString(symbols), "the pair " + left + ", " + right + " becomes 9").because(why).equal(() -> {
            int[] copy = symbols.clone();
            return Arrays.copyOf(copy, Symbols.merge(copy, 0, copy.length, left, right, 9));
        }, expected);
    }

    @Test
    void replacesEveryPair() {
        merges("both pairs", new int[] {1, 2, 3, 1, 2}, 1, 2, 9, 3, 9);
        merges("at the beginning", new int[] {1, 2, 3}, 1, 2, 9, 3);
        merges("at the end", new int[] {3, 1, 2}, 1, 2, 3, 9);
        merges("all of it", new int[] {1, 2}, 1, 2, 9);
    }

    @Test
    void leavesAloneWhatIsNoPair() {
        merges("2, 1 is another pair", new int[] {2, 1, 1, 3, 2}, 1, 2, 2, 1, 1, 3, 2);
        merges("nothing follows the last 1", new int[] {3, 1}, 1, 2, 3, 1);
        merges("one symbol", new int[] {1}, 1, 1, 1);
        merges("none", new int[] {}, 1, 1);
    }

    @Test
    void goesFromLeftToRight() {
        merges("the first two of three", new int[] {1, 1, 1, 2}, 1, 1, 9, 1, 2);
        merges("two pairs of four", new int[] {1, 1, 1, 1}, 1, 1, 9, 9);
        merges("the first 1 has no 2 behind it, the second has", new int[] {1, 1, 2, 2}, 1, 2, 1, 9, 2);
    }

    @Test
    void doesNotLookAtWhatItMade() {
        Check.call("Symbols.merge", "[1, 2, 2]", "the pair 1, 2 becomes 1").because("the 1 that is made does not merge with the 2 behind it").equal(() -> {
            int[] symbols = {1, 2, 2};
            return Arrays.copyOf(symbols, Symbols.merge(symbols, 0, 3, 1, 2, 1));
        }, new int[] {1, 2});
    }

    @Test
    void touchesItsPieceOnly() {
        int[] symbols = {1, 2, 1, 2, 1, 2};
        Check.call("Symbols.merge", "[1, 2, 1, 2, 1, 2]", "from 2, length 3").because("the piece is 1, 2, 1: what is before and behind it is not looked at")
                .equal(() -> Symbols.merge(symbols, 2, 3, 1, 2, 9), 2);
        Check.call("Symbols.merge", "[1, 2, 1, 2, 1, 2]", "from 2, length 3")
                .equal(() -> new int[] {symbols[0], symbols[1], symbols[2], symbols[3], symbols[5]},
                new int[] {1, 2, 9, 1, 2});
    }

    @Test
    void agreesWithReplacingText() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            String text = Reference.letters(random, "abc", i % 20);
            int[] symbols = text.chars().toArray();
            String pair = Reference.letters(random, "ab", 2);
            Check.call("Symbols.merge", text, pair).because("String.replace goes from left to right as well").equal(() -> {
                int length = Symbols.merge(symbols, 0, symbols.length, pair.charAt(0), pair.charAt(1), 'X');
                return new String(symbols, 0, length);
            }, text.replace(pair, "X"));
        }
    }
}
