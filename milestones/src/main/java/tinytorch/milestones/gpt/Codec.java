package tinytorch.milestones.gpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import tinytorch.text.token.BpeFiles;
import tinytorch.text.token.BpeTokenizer;
import tinytorch.text.token.BpeTrainer;
import tinytorch.text.token.CharTokenizer;
import tinytorch.text.token.StreamingDecoder;
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
    /** The most byte-pair tokens: a small network has no use for rare ones. */
    private static final int VOCABULARY = 1_000;

    /** The tokenizer for a text: its characters are those of the whole text, merges are learned from the part that is learned. */
    static Codec learned(String kind, String text, String training) {
        return kind.equals(GptOptions.BYTE_PAIRS) ? bytePairs(BpeTrainer.train(training, VOCABULARY)) : characters(text);
    }

    /** The tokenizer that was kept in these notes. */
    static Codec of(Map<String, String> notes) {
        if (GptOptions.CHARACTERS.equals(notes.get(KIND)) && notes.containsKey(ALL)) {
            return characters(notes.get(ALL));
        }
        if (GptOptions.BYTE_PAIRS.equals(notes.get(KIND)) && notes.containsKey(BpeFiles.MERGES) && notes.containsKey(BpeFiles.IDS)) {
            return bytePairs(inFolder(folder -> {
                Files.writeString(folder.resolve(BpeFiles.MERGES), notes.get(BpeFiles.MERGES));
                Files.writeString(folder.resolve(BpeFiles.IDS), notes.get(BpeFiles.IDS));
                return BpeFiles.load(folder);
            }));
        }
        throw new IllegalArgumentException("it names no tokenizer that this program knows");
    }

    /** Decodes tokens as they come: the text that the next one completes, perhaps none. A character may be made of several tokens: half of one is not shown. */
    IntFunction<String> stream() {
        return tokenizer instanceof BpeTokenizer bytePairs ? new StreamingDecoder(bytePairs)::next : id -> tokenizer.decode(id);
    }

    private static Codec characters(String text) {
        CharTokenizer tokenizer = CharTokenizer.of(text);
        return new Codec(GptOptions.CHARACTERS, tokenizer, Map.of(KIND, GptOptions.CHARACTERS, ALL, tokenizer.characters()));
    }

    private static Codec bytePairs(BpeTokenizer tokenizer) {
        return new Codec(GptOptions.BYTE_PAIRS, tokenizer, inFolder(folder -> {
            BpeFiles.save(tokenizer, folder);
            return Map.of(KIND, GptOptions.BYTE_PAIRS, BpeFiles.MERGES, Files.readString(folder.resolve(BpeFiles.MERGES)),
                    BpeFiles.IDS, Files.readString(folder.resolve(BpeFiles.IDS)));
        }));
    }

    /** Something done with files in a folder. */
    @FunctionalInterface
    private interface WithFiles<T> {
        T in(Path folder) throws IOException;
    }

    /** Does it in a folder that is gone afterwards: byte pairs are kept in two files, and here both are to be texts. */
    private static <T> T inFolder(WithFiles<T> work) {
        try {
            Path folder = Files.createTempDirectory("tinygpt");
            try {
                return work.in(folder);
            } finally {
                Files.deleteIfExists(folder.resolve(BpeFiles.MERGES));
                Files.deleteIfExists(folder.resolve(BpeFiles.IDS));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a tokenizer's files can't be kept for a moment in " + System.getProperty("java.io.tmpdir") + " (" + e + ")", e);
        }
    }
}
