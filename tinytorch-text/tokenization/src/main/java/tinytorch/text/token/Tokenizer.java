package tinytorch.text.token;

/** Text as numbers, and back: {@code decode(encode(text))} is the text. */
public interface Tokenizer {

    /** How many tokens there are; ids are from 0 to one less. */
    int vocabularySize();

    /**
     * The ids of a text.
     *
     * @throws IllegalArgumentException if a part of it has no token
     */
    int[] encode(String text);

    /**
     * The text of some ids.
     *
     * @throws IndexOutOfBoundsException if one is no token's
     */
    String decode(int... ids);
}
