package tinytorch.text.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("token.count")
class CountTest {
    private static int[] bytes() {
        int[] ids = new int[256];
        for (int b = 0; b < 256; b++) {
            ids[b] = b;
        }
        return ids;
    }

    private static PieceCounts pieces(String text) {
        PieceCounts pieces = new PieceCounts();
        byte[] bytes = Handmade.latin(text);
        pieces.add(bytes, 0, bytes.length, Handmade::commas);
        return pieces;
    }

    /** Each piece with its count. */
    private static Map<String, Long> table(PieceCounts pieces) {
        Map<String, Long> table = new TreeMap<>();
        for (int piece = 0; piece < pieces.size(); piece++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < pieces.length(piece); i++) {
                text.append((char) pieces.at(piece, i));
            }
            table.put(text.toString(), pieces.count(piece));
        }
        return table;
    }

    @Test
    void countsEveryPiece() {
        Check.call("PieceCounts.add", "a,b,a,a,b,cc").because("this splitter ends a piece after each comma")
                .equal(() -> table(pieces("a,b,a,a,b,cc")), new TreeMap<>(Map.of("a,", 3L, "b,", 2L, "cc", 1L)));
    }

    @Test
    void countsOnAndOnlyItsPart() {
        PieceCounts pieces = new PieceCounts();
        byte[] bytes = Handmade.latin("zz,a,b,zz");
        Check.call("PieceCounts.add", "zz,a,b,zz", 3, 7).run(() -> {
            pieces.add(bytes, 3, 7, Handmade::commas);
            pieces.add(bytes, 3, 5, Handmade::commas);
            pieces.add(bytes, 0, 1, Handmade::commas);
            return pieces;
        });
        Check.call("PieceCounts.add", "zz,a,b,zz", "3 to 7, then 3 to 5, then 0 to 1")
                .equal(() -> table(pieces), new TreeMap<>(Map.of("a,", 2L, "b,", 1L, "z", 1L)));
    }

    @Test
    void countsManyDifferentPieces() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            String piece = random.nextInt(1000) + ",";
            text.append(piece);
            expected.merge(piece, 1L, Long::sum);
        }
        Check.call("PieceCounts.add", "5000 numbers").equal(() -> table(pieces(text.toString())), expected);
    }

    @Test
    @LookAt({"PieceCounts.add", "PairCounts.add"})
    void aPairCountsAsOftenAsItsWordAndItsPlaces() {
        Words words = new Words(Check.call("PieceCounts.add").run(() -> pieces("1212,1212,1212,1212,1212,12,")), bytes());
        PairCounts pairs = new PairCounts();
        Check.call("PairCounts.add", "1212, (5 times)").run(() -> {
            pairs.add(words, 0, PairCounts.ALL);
            return pairs;
        });
        Check.call("PairCounts.count", "1, 2").because("two places in a word that occurs 5 times").equal(() -> pairs.count(pairs.number('1', '2')), 10L);
        Check.call("PairCounts.count", "2, 1").equal(() -> pairs.count(pairs.number('2', '1')), 5L);
        Check.call("PairCounts.count", "2, comma").because("the last two are a pair as well").equal(() -> pairs.count(pairs.number('2', ',')), 5L);
        pairs.add(words, 1, PairCounts.ALL);
        Check.call("PairCounts.count", "1, 2").because("the second word adds one").equal(() -> pairs.count(pairs.number('1', '2')), 11L);
        Check.call("PairCounts.takeWords", "1, 2").because("each word is listed once, also where the pair stands in it twice")
                .equal(() -> pairs.takeWords(pairs.number('1', '2')), new int[] {0, 1});
        Check.call("PairCounts.takeWords", "2, 1").equal(() -> pairs.takeWords(pairs.number('2', '1')), new int[] {0});
    }

    @Test
    void overlappingPairsCountEach() {
        Words words = new Words(Check.call("PieceCounts.add").run(() -> pieces("aaaa,")), bytes());
        PairCounts pairs = new PairCounts();
        pairs.add(words, 0, PairCounts.ALL);
        Check.call("PairCounts.add", "aaaa,").because("the pair a, a stands at places 0, 1 and 2").equal(() -> pairs.count(pairs.number('a', 'a')), 3L);
    }

    @Test
    void removeTakesBackWhatAddCounted() {
        Words words = new Words(Check.call("PieceCounts.add").run(() -> pieces("abab,abab,xab,")), bytes());
        PairCounts pairs = new PairCounts();
        pairs.add(words, 0, PairCounts.ALL);
        pairs.add(words, 1, PairCounts.ALL);
        pairs.remove(words, 0);
        Check.call("PairCounts.remove", "abab, (2 times)").because("only x, a and a, b and b, comma of \"xab,\" are left")
                .equal(() -> List.of(pairs.count(pairs.number('a', 'b')), pairs.count(pairs.number('b', 'a')), pairs.count(pairs.number('x', 'a'))),
                        List.of(1L, 0L, 1L));
        Check.call("PairCounts.remove").because("the lists of words stay").equal(() -> pairs.takeWords(pairs.number('b', 'a')), new int[] {0});
    }

    @Test
    void onlyPairsWithTheFreshTokenListTheWordAgain() {
        Words words = new Words(Check.call("PieceCounts.add").run(() -> pieces("abcd,zzz,")), bytes());
        PairCounts pairs = new PairCounts();
        pairs.add(words, 0, PairCounts.ALL);
        pairs.add(words, 1, PairCounts.ALL);
        pairs.add(words, 0, 'b');
        List<int[]> lists = new ArrayList<>();
        for (String pair : new String[] {"ab", "bc", "cd"}) {
            lists.add(pairs.takeWords(pairs.number(pair.charAt(0), pair.charAt(1))));
        }
        pairs.add(words, 1, 'q');
        pairs.add(words, 0, 'b');
        Check check = Check.call("PairCounts.add", "abcd,", "fresh b").because("a, b and b, c have b in them; c, d lists the word from before");
        check.equal(() -> lists.get(2), new int[] {0});
        check.equal(() -> pairs.takeWords(pairs.number('a', 'b')), new int[] {0});
        check.equal(() -> pairs.takeWords(pairs.number('b', 'c')), new int[] {0});
        check.equal(() -> pairs.takeWords(pairs.number('c', 'd')), new int[0]);
        check.equal(() -> pairs.count(pairs.number('c', 'd')), 3L);
    }
}
