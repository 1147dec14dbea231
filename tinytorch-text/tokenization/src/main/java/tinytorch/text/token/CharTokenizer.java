package tinytorch.text.token;

import java.util.HashMap;
import java.util.Map;

/**
 * One token for each character that a text has, in the order of their code points. The vocabulary is small (65 for Shakespeare's plays), the
 * sequences are long, and what is not in the vocabulary can't be said. nanoGPT's {@code shakespeare_char} numbers its characters in the same way.
 */
public final class CharTokenizer implements Tokenizer {
    private final int[] characters;
    private final Map<Integer, Integer> ids = new HashMap<>();

    private CharTokenizer(int[] characters) {
        this.characters = characters;
        for (int i = 0; i < characters.length; i++) {
            ids.put(characters[i], i);
        }
    }

    /** The tokenizer of all characters in this text; of {@link #characters}, the same tokenizer again. */
    public static CharTokenizer of(String text) {
        return new CharTokenizer(vocabulary(text));
    }

    /**
     * The different code points of a text, from the lowest to the highest: {@code "banana"} has 97, 98, 110. A code point is a whole character, also
     * where Java's {@code String} needs two {@code char}s for it.
     */
    static int[] vocabulary(String text) {
        // tito:begin token.characters
        return text.codePoints().sorted().distinct().toArray();
        // tito:end
    }

    /** All characters in the order of their ids: what has to be kept to make this tokenizer again. */
    public String characters() {
        return new String(characters, 0, characters.length);
    }

    @Override
    public int vocabularySize() {
        return characters.length;
    }

    /**
     * The place in the vocabulary of each code point: with the vocabulary of {@code "banana"}, {@code "nab"} is 2, 0, 1.
     *
     * @throws IllegalArgumentException if a character is not in the vocabulary; the message shows the character
     */
    @Override
    public int[] encode(String text) {
        // tito:begin token.characters
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            Integer id = ids.get(codePoints[i]);
            if (id == null) {
                throw new IllegalArgumentException("CharTokenizer.encode: the character '" + Character.toString(codePoints[i]) + "' at place " + i
                        + " is not among the " + characters.length + " of this tokenizer. Make it of a text that has it, or leave it out.");
            }
            codePoints[i] = id;
        }
        return codePoints;
        // tito:end
    }

    /** The characters of the ids, one after another. */
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
