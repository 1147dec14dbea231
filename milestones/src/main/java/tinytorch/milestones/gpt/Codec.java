package tinytorch.milestones.gpt;

import java.util.Map;
import java.util.stream.IntStream;
import tinytorch.milestones.program.UsageException;
import tinytorch.text.token.CharTokenizer;
import tinytorch.text.token.Tokenizer;

/**
 * A tokenizer that can be kept in the file of a network.
 *
 * @param kind      as on the command line
 * @param tokenizer that it is
 * @param notes     texts to make it of again
 */
record Codec(String kind, Tokenizer tokenizer, Map<String, String> notes) {
    private static final String KIND = "tokenizer";
    private static final String ALL = "characters";

    /** The tokenizer for a text: its characters are those of the whole text, merges are learned from the part that is learned. */
    static Codec learned(String kind, String text, String training) throws UsageException {
        if (kind.equals(GptOptions.BYTE_PAIRS)) {
            throw new UsageException("--tokenizer bpe is not part of this version of the course");
        }
        return characters(text);
    }

    /** The tokenizer that was kept in these notes. */
    static Codec of(Map<String, String> notes) {
        if (!GptOptions.CHARACTERS.equals(notes.get(KIND)) || !notes.containsKey(ALL)) {
            throw new IllegalArgumentException("it names no tokenizer that this program knows");
        }
        return characters(notes.get(ALL));
    }

    private static Codec characters(String text) {
        CharTokenizer tokenizer = CharTokenizer.of(text);
        String all = tokenizer.decode(IntStream.range(0, tokenizer.vocabularySize()).toArray());
        return new Codec(GptOptions.CHARACTERS, tokenizer, Map.of(KIND, GptOptions.CHARACTERS, ALL, all));
    }
}
