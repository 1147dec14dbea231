package tinytorch.text.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Saves and loads tokenizers in the two files that GPT-2 was published with. {@code vocab.bpe} has one merge a line, {@code encoder.json} the id of
 * each token; both write bytes in the {@link ByteAlphabet}. A special token is one in {@code encoder.json} that is neither a byte nor the result of a
 * merge; its name stands there as it is.
 */
public final class BpeFiles {
    /** The file of merges. */
    public static final String MERGES = "vocab.bpe";
    /** The file of ids. */
    public static final String IDS = "encoder.json";
    private static final String VERSION = "#version: 0.2";

    private BpeFiles() {
    }

    /** Writes both files to a folder, which is made if it is not there. */
    public static void save(BpeTokenizer tokenizer, Path folder) throws IOException {
        Files.createDirectories(folder);
        Set<Integer> special = new HashSet<>();
        tokenizer.specialTokens().forEach(name -> special.add(tokenizer.special(name)));
        List<String> tokens = new ArrayList<>();
        ByteAlphabet alphabet = new ByteAlphabet();
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            byte[] bytes = tokenizer.vocabulary().bytes(id);
            tokens.add(special.contains(id) ? new String(bytes, StandardCharsets.UTF_8) : alphabet.text(bytes));
        }
        EncoderJson.write(folder.resolve(IDS), tokens);
        Files.writeString(folder.resolve(MERGES), lines(tokenizer.merges(), tokens));
    }

    /** Reads the tokenizer of a folder with both files, for text that is cut as GPT-2 does. */
    public static BpeTokenizer load(Path folder) throws IOException {
        return load(folder.resolve(MERGES), folder.resolve(IDS));
    }

    /** Reads a tokenizer from its two files. */
    public static BpeTokenizer load(Path merges, Path ids) throws IOException {
        try {
            return assemble(pairs(Files.readString(merges)), inOrder(EncoderJson.read(ids)));
        } catch (IllegalArgumentException e) {
            throw new IOException("Can't load the tokenizer of " + merges + " and " + ids + ": " + e.getMessage(), e);
        }
    }

    /** Tokens in the order of their ids, which must be 0, 1, 2 and so on without a gap. */
    private static List<String> inOrder(Map<String, Integer> ids) {
        String[] tokens = new String[ids.size()];
        ids.forEach((token, id) -> {
            if (id < 0 || id >= tokens.length || tokens[id] != null) {
                throw new IllegalArgumentException("token \"" + token + "\" has the id " + id + ". " + tokens.length + " tokens have the ids 0 to "
                        + (tokens.length - 1) + ", each once.");
            }
            tokens[id] = token;
        });
        return Arrays.asList(tokens);
    }

    /**
     * The text of {@code vocab.bpe}: the line {@code #version: 0.2}, then for each merge in the order of the ranks its left token, a space and its
     * right token. Every line ends with {@code \n}.
     *
     * @param tokens the text of every token by id
     */
    static String lines(Merges merges, List<String> tokens) {
        // tito:begin token.files
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        for (int rank = 0; rank < merges.size(); rank++) {
            text.append(tokens.get(merges.left(rank))).append(' ').append(tokens.get(merges.right(rank))).append('\n');
        }
        return text.toString();
        // tito:end
    }

    /**
     * The pairs in a text such as {@link #lines} writes, in their order. A first line that begins with {@code #version} is no merge (but a later line
     * that begins with {@code #} is one: {@code "# #"} merges two of them). The last line may have no line break; {@code \r\n} is a line break too.
     *
     * @throws IllegalArgumentException if a line is not two tokens with one space between them; the message has the line and its number, counted from
     * 1
     */
    static List<String[]> pairs(String text) {
        // tito:begin token.files
        List<String[]> pairs = new ArrayList<>();
        String[] lines = text.split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            if (i == 0 && lines[i].startsWith("#version") || lines[i].isEmpty() && lines.length == 1) {
                continue;
            }
            String[] pair = lines[i].split(" ", -1);
            if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
                throw new IllegalArgumentException("line " + (i + 1) + " of the merges is \"" + lines[i]
                        + "\". It must be two tokens with a space between them.");
            }
            pairs.add(pair);
        }
        return pairs;
        // tito:end
    }

    /**
     * The tokenizer of these merges and tokens.
     *
     * <p>A token is ordinary if it is one character of the alphabet or both tokens of a merge, one after another: then its bytes are those of its
     * characters ({@link ByteAlphabet#bytes}). Any other is a special token, and its bytes are its name in UTF-8. Each merge is added
     * ({@link Merges#add}) with the ids of its two tokens and of their result.
     *
     * @param pairs  the merges in their order
     * @param tokens the tokens by id
     * @throws IllegalArgumentException if a merge has a token, or makes one, that is not in the list; the message has the merge
     */
    static BpeTokenizer assemble(List<String[]> pairs, List<String> tokens) {
        ByteAlphabet alphabet = new ByteAlphabet();
        List<byte[]> bytes = new ArrayList<>();
        List<byte[]> names = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        Merges merges = new Merges();
        // tito:begin token.files
        Set<String> results = new HashSet<>();
        for (String[] pair : pairs) {
            results.add(pair[0] + pair[1]);
        }
        for (String token : tokens) {
            byte[] ordinary = token.length() == 1 || results.contains(token) ? alphabet.bytes(token) : null;
            if (ordinary == null) {
                names.add(Utf8.encode(token));
                ids.add(bytes.size());
            }
            bytes.add(ordinary == null ? Utf8.encode(token) : ordinary);
        }
        Vocabulary vocabulary = Vocabulary.of(bytes);
        for (String[] pair : pairs) {
            merges.add(id(vocabulary, alphabet, pair[0], pair), id(vocabulary, alphabet, pair[1], pair), id(vocabulary, alphabet, pair[0] + pair[1], pair));
        }
        return new BpeTokenizer(vocabulary, merges, new SpecialTokens(names, ids), new Gpt2Splitter());
        // tito:end
    }

    /** The id of a token in a merge. */
    private static int id(Vocabulary vocabulary, ByteAlphabet alphabet, String token, String[] pair) {
        byte[] bytes = alphabet.bytes(token);
        int id = bytes == null ? -1 : vocabulary.id(bytes);
        if (id < 0) {
            throw new IllegalArgumentException("the merge \"" + pair[0] + " " + pair[1] + "\" needs the token \"" + token + "\", which has no id.");
        }
        return id;
    }
}
