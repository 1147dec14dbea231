package tinytorch.text.token;

/**
 * Text as numbers, and back: {@code decode(encode(text))} is the text, if the tokenizer knows all of it and the text is well-formed Unicode.
 * A tokenizer never changes once it is made, so several threads may use it at once.
 */
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
