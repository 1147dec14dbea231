package tinytorch.text.token;

import java.util.HashMap;
import java.util.Map;

/** One token for each character that a text has, in the order of their code points. */
public final class CharTokenizer implements Tokenizer {
    private final int[] characters;
    private final Map<Integer, Integer> ids = new HashMap<>();

    private CharTokenizer(int[] characters) {
        this.characters = characters;
        for (int i = 0; i < characters.length; i++) {
            ids.put(characters[i], i);
        }
    }

    /** The tokenizer of all characters in this text. */
    public static CharTokenizer of(String text) {
        return new CharTokenizer(text.codePoints().sorted().distinct().toArray());
    }

    @Override
    public int vocabularySize() {
        return characters.length;
    }

    @Override
    public int[] encode(String text) {
        // tito:begin token.characters
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            Integer id = ids.get(codePoints[i]);
            if (id == null) {
                throw new IllegalArgumentException("CharTokenizer.encode: the character '" + Character.toString(codePoints[i])
                        + "' is not among the " + characters.length + " of this tokenizer.");
            }
            codePoints[i] = id;
        }
        return codePoints;
        // tito:end
    }

    @Override
    public String decode(int... text) {
        // tito:begin token.characters
        StringBuilder out = new StringBuilder();
        for (int id : text) {
            out.appendCodePoint(characters[id]);
        }
        return out.toString();
        // tito:end
    }
}
