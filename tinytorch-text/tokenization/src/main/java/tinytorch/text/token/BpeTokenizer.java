package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Byte-pair encoding of bytes, as GPT-2 has it: text becomes UTF-8, a {@link PreTokenizer} cuts it into pieces, and in each piece pairs of tokens
 * become one, in the order in which {@link BpeTrainer training} found them. Its 256 smallest tokens are the bytes, so nothing is unknown: every byte
 * string can be encoded and comes back. ({@code tiktoken.Encoding}; Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with
 * Subword Units", 2016.)
 */
public final class BpeTokenizer implements Tokenizer {
    private final Vocabulary vocabulary;
    private final Merges merges;
    private final SpecialTokens specials;
    private final PreTokenizer splitter;

    BpeTokenizer(Vocabulary vocabulary, Merges merges, SpecialTokens specials, PreTokenizer splitter) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.specials = specials;
        this.splitter = splitter;
    }

    /** Its tokens. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Its merges, by rank. */
    public Merges merges() {
        return merges;
    }

    /** The names of its special tokens in the order of their ids. */
    public List<String> specialTokens() {
        return Arrays.stream(specials.ids()).sorted().mapToObj(id -> new String(vocabulary.bytes(id), StandardCharsets.UTF_8)).toList();
    }

    /**
     * The id of a special token.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public int special(String name) {
        byte[] bytes = Utf8.encode(name);
        int found = bytes.length == 0 ? -1 : specials.at(bytes, 0, bytes.length);
        if (found < 0 || specials.length(found) != bytes.length) {
            throw new IllegalArgumentException("special: there is no special token '" + name + "', only " + specialTokens()
                    + ". withSpecialTokens adds one.");
        }
        return specials.id(found);
    }

    /**
     * This tokenizer with more special tokens: their ids come behind all others.
     *
     * @throws IllegalArgumentException if a name is empty or is a token already
     */
    public BpeTokenizer withSpecialTokens(String... names) {
        List<byte[]> all = new ArrayList<>(specials.names());
        List<Integer> ids = new ArrayList<>(Arrays.stream(specials.ids()).boxed().toList());
        List<byte[]> more = new ArrayList<>();
        for (String name : names) {
            ids.add(vocabulary.size() + more.size());
            more.add(Utf8.encode(name));
        }
        all.addAll(more);
        return new BpeTokenizer(vocabulary.with(more), merges, new SpecialTokens(all, ids), splitter);
    }

    @Override
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** The ids of a text. Names of special tokens in it are ordinary text; a surrogate without its partner is encoded as U+FFFD. */
    @Override
    public int[] encode(String text) {
        return encode(Utf8.encode(text));
    }

    /** The ids of any bytes; {@link #decodeBytes} gives exactly these bytes back. */
    public int[] encode(byte[] text) {
        IntList out = new IntList();
        encode(text, 0, text.length, new PieceEncoder(vocabulary, merges), out);
        return out.toArray();
    }

    /** The ids of a text in which the names of special tokens stand for them. Only for text that you have put together yourself. */
    public int[] encodeWithSpecialTokens(String text) {
        byte[] bytes = Utf8.encode(text);
        IntList out = new IntList();
        encodeWithSpecialTokens(bytes, new PieceEncoder(vocabulary, merges), out);
        return out.toArray();
    }

    /**
     * Adds the ids of a part of a text to a list: piece by piece, as the splitter cuts it.
     *
     * @param to one past the part's last byte; the splitter must see this as the end of the text
     */
    private void encode(byte[] text, int from, int to, PieceEncoder encoder, IntList out) {
        // tito:begin token.encode
        for (int at = from; at < to;) {
            int end = splitter.end(text, at, to);
            encoder.encode(text, at, end, out);
            at = end;
        }
        // tito:end
    }

    /** Adds the ids of a text to a list: what is between two special tokens is encoded by itself, as if it were a text of its own. */
    private void encodeWithSpecialTokens(byte[] text, PieceEncoder encoder, IntList out) {
        // tito:begin token.special
        int at = 0;
        while (true) {
            int special = specials.find(text, at, text.length);
            encode(text, at, special, encoder, out);
            if (special == text.length) {
                return;
            }
            int number = specials.at(text, special, text.length);
            out.add(specials.id(number));
            at = special + specials.length(number);
        }
        // tito:end
    }

    /**
     * The bytes of all tokens, one after another.
     *
     * @throws IndexOutOfBoundsException if an id is no token's; the message names the id and the vocabulary's size
     */
    public byte[] decodeBytes(int... ids) {
        int length = 0;
        for (int id : ids) {
            vocabulary.require(id);
            length = Math.addExact(length, vocabulary.length(id));
        }
        // tito:begin token.decode
        byte[] bytes = new byte[length];
        int at = 0;
        for (int id : ids) {
            at = vocabulary.copy(id, bytes, at);
        }
        return bytes;
        // tito:end
    }

    /**
     * The text of the tokens' bytes, as UTF-8. A token may end inside a character; what is no character becomes U+FFFD, which
     * {@code new String(bytes, UTF_8)} does. So decode tokens together and not one by one, or use a {@link StreamingDecoder}.
     */
    @Override
    public String decode(int... ids) {
        // tito:begin token.decode
        return new String(decodeBytes(ids), StandardCharsets.UTF_8);
        // tito:end
    }
}
