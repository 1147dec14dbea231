package tinytorch.text.token;

import java.util.ArrayList;
import java.util.List;

/**
 * Learns a byte-level BPE from texts: which pairs of tokens to merge, the most frequent first. Of pairs that occur equally often the larger one goes
 * first, compared as byte strings, left token before right.
 *
 * <p>The tokens are numbered so: the special tokens, the 256 bytes in the order of GPT-2's list ({@link ByteAlphabet}), then one for each merge. The
 * corpus itself is not kept, so it may be larger than memory: add it part by part. Cut it where a piece ends, at a line break before a word, say.
 * ({@code tokenizers.trainers.BpeTrainer} of Hugging Face; the choice among equals is that of Stanford's course CS336.)
 */
public final class BpeTrainer {
    private final PreTokenizer splitter;
    private final List<byte[]> names = new ArrayList<>();
    private final SpecialTokens specials;
    private final PieceCounts pieces = new PieceCounts();

    /** A trainer that cuts text as GPT-2 does. */
    public BpeTrainer(String... specialTokens) {
        this(new Gpt2Splitter(), specialTokens);
    }

    /**
     * @param splitter      cuts text into pieces
     * @param specialTokens their names stand between texts, are no text themselves, and get the ids 0, 1, ...
     */
    public BpeTrainer(PreTokenizer splitter, String... specialTokens) {
        this.splitter = splitter;
        List<Integer> ids = new ArrayList<>();
        for (String name : specialTokens) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("BpeTrainer: the name of a special token is empty. It needs a character at least.");
            }
            ids.add(ids.size());
            names.add(Utf8.encode(name));
        }
        this.specials = new SpecialTokens(names, ids);
    }

    /** The tokenizer that one text gives. */
    public static BpeTokenizer train(String corpus, int vocabularySize, String... specialTokens) {
        return new BpeTrainer(specialTokens).add(corpus).train(vocabularySize);
    }

    /** Counts a text; this trainer. */
    public BpeTrainer add(String text) {
        return add(Utf8.encode(text));
    }

    /** Counts a text of any bytes; this trainer. What is before and after a special token are two texts. */
    public BpeTrainer add(byte[] text) {
        int at = 0;
        while (at < text.length) {
            int special = specials.find(text, at, text.length);
            pieces.add(text, at, special, splitter);
            at = special == text.length ? special : special + specials.length(specials.at(text, special, text.length));
        }
        return this;
    }

    /**
     * The tokenizer of what was counted. It has fewer tokens than asked for if every piece has become one token before.
     *
     * @param vocabularySize at least one for each special token and for each of the 256 bytes
     */
    public BpeTokenizer train(int vocabularySize) {
        if (vocabularySize < names.size() + 256) {
            throw new IllegalArgumentException("BpeTrainer.train: a vocabulary of " + vocabularySize + " is too small for " + names.size()
                    + " special tokens and the 256 bytes. Ask for " + (names.size() + 256) + " or more.");
        }
        List<byte[]> first = new ArrayList<>(names);
        int[] tokenOfByte = new int[256];
        ByteAlphabet alphabet = new ByteAlphabet();
        for (int place = 0; place < 256; place++) {
            tokenOfByte[alphabet.at(place)] = first.size();
            first.add(new byte[] {(byte) alphabet.at(place)});
        }
        ByteStrings tokens = Vocabulary.strings(first);
        Merges merges = new MergeLearner(tokens, tokenOfByte, pieces).learn(vocabularySize);
        return new BpeTokenizer(new Vocabulary(tokens), merges, specials, splitter);
    }
}
