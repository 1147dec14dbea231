package tinytorch.milestones.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GPT-2's encoder as plainly as it can be written, with {@code java.util.regex}, strings and maps, straight from the two published files: what the
 * library is compared with on texts of which no ids are published. It shares no code with it.
 */
final class PlainEncoder {
    private static final Pattern PIECE = Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> ids;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, List<Integer>> known = new HashMap<>();

    /**
     * @param merges the text of {@code vocab.bpe}
     * @param ids    the object in {@code encoder.json}
     */
    PlainEncoder(String merges, Map<String, Integer> ids) {
        this.ids = ids;
        merges.lines().skip(1).forEach(line -> ranks.put(line, ranks.size()));
    }

    /** The ids of a text; a surrogate without its partner must not be in it. */
    int[] encode(String text) {
        List<Integer> all = new ArrayList<>();
        for (Matcher piece = PIECE.matcher(text); piece.find();) {
            all.addAll(known.computeIfAbsent(piece.group(), this::piece));
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Integer> piece(String piece) {
        List<String> word = new ArrayList<>();
        for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
            word.add(String.valueOf(character(b & 0xFF)));
        }
        while (true) {
            String lowest = null;
            for (int i = 1; i < word.size(); i++) {
                String pair = word.get(i - 1) + " " + word.get(i);
                if (ranks.containsKey(pair) && (lowest == null || ranks.get(pair) < ranks.get(lowest))) {
                    lowest = pair;
                }
            }
            if (lowest == null) {
                return word.stream().map(ids::get).toList();
            }
            for (int i = 0; i + 1 < word.size(); i++) {
                if (lowest.equals(word.get(i) + " " + word.get(i + 1))) {
                    word.set(i, word.get(i) + word.remove(i + 1));
                }
            }
        }
    }

    /** The visible character of a byte: 0 to 32, 127 to 160 and 173 are the characters from 256 on. */
    private static char character(int b) {
        return (char) (b <= 32 ? 256 + b : b >= 127 && b <= 160 ? 256 + 33 + b - 127 : b == 173 ? 256 + 67 : b);
    }
}
