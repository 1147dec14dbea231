package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same things as plainly as they can be said, slow, and on strings with a character for each byte (Latin-1): what the tests compare with. */
final class Reference {
    private static final Pattern GPT2 = Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final String[] ALPHABET = {"a", "b", "Z", "st", "'", "'s", "'ll", "'re", "'VE", " ", "  ", "   ", "\n", "\t", "\r\n", "0", "19",
            ".", "--", "!",
            "\u00e9", "\u00a0", "\u0085", "\u2003", "\u2028", "\u3000", "\u200b", "\u0301", "\u4e2d", "\u0645", "\u0e33", "\u2167", "\u00bd", "\u20ac",
                    "\ud83d\ude00",
            "\ud835\udc00", "\ud835\udfd8", "\u0000", "\u001c", "\ufffd", "\ufeff", "\u180e"};

    private Reference() {
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes as a string with one character for each. */
    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The pieces of a text by GPT-2's regular expression. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (Matcher matcher = GPT2.matcher(text); matcher.find();) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    /** The pieces that a splitter cuts. */
    static List<String> pieces(PreTokenizer splitter, byte[] text) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length;) {
            int end = splitter.end(text, at, text.length);
            pieces.add(new String(text, at, end - at, StandardCharsets.UTF_8));
            at = end;
        }
        return pieces;
    }

    /** A text of characters of all kinds, many of them spaces and apostrophes, well-formed. */
    static String unicode(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int c = random.nextInt(0x3000);
            if (random.nextInt(8) == 0 && Character.isDefined(c)) {
                text.appendCodePoint(c);
            } else {
                text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
            }
        }
        return text.toString();
    }

    /** Characters of a small alphabet, so that pairs come again. */
    static String letters(RandomGenerator random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** GPT-2's bpe(): the tokens of a piece, by the ranks of "left right" (Latin-1). */
    static List<String> encode(String piece, List<String[]> merges) {
        List<String> word = new ArrayList<>(List.of(piece.split("")));
        for (int i = 0; i < merges.size();) {
            String[] merge = merges.get(i);
            boolean found = merge(word, merge[0], merge[1]);
            i = found ? 0 : i + 1;
        }
        return word;
    }

    private static boolean merge(List<String> word, String left, String right) {
        boolean found = false;
        for (int i = 0; i + 1 < word.size(); i++) {
            if (word.get(i).equals(left) && word.get(i + 1).equals(right)) {
                word.set(i, left + right);
                word.remove(i + 1);
                found = true;
            }
        }
        return found;
    }

    /** Training that counts everything anew for each merge: the merges as "left right" (Latin-1). */
    static List<String> train(List<String> pieces, int count) {
        Map<String, Integer> frequency = new LinkedHashMap<>();
        pieces.forEach(piece -> frequency.merge(latin(bytes(piece)), 1, Integer::sum));
        Map<String, List<String>> words = new LinkedHashMap<>();
        frequency.keySet().forEach(piece -> words.put(piece, new ArrayList<>(List.of(piece.split("")))));
        List<String> merges = new ArrayList<>();
        while (merges.size() < count) {
            Map<List<String>, Integer> pairs = new HashMap<>();
            words.forEach((piece, word) -> {
                for (int i = 1; i < word.size(); i++) {
                    pairs.merge(List.of(word.get(i - 1), word.get(i)), frequency.get(piece), Integer::sum);
                }
            });
            if (pairs.isEmpty()) {
                break;
            }
            List<String> best = null;
            for (List<String> pair : pairs.keySet()) {
                if (best == null || pairs.get(pair) > pairs.get(best) || pairs.get(pair).equals(pairs.get(best)) && larger(pair, best)) {
                    best = pair;
                }
            }
            List<String> chosen = best;
            words.values().forEach(word -> merge(word, chosen.get(0), chosen.get(1)));
            merges.add(chosen.get(0) + " " + chosen.get(1));
        }
        return merges;
    }

    private static boolean larger(List<String> a, List<String> b) {
        int left = a.get(0).compareTo(b.get(0));
        return left != 0 ? left > 0 : a.get(1).compareTo(b.get(1)) > 0;
    }
}
