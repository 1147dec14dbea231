package tinytorch.milestones.gpt;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tinytorch.milestones.program.UsageException;
import tinytorch.text.token.Tokenizer;
import tinytorch.workbench.Format;

/**
 * A text to learn from, as tokens. Its last tenth is not learned: it tells how well the network knows the language, and not just the text.
 *
 * @param name       {@code tinyshakespeare}, {@code generated}, or the name of a file
 * @param text       all of it
 * @param codec      makes tokens of text
 * @param training   the tokens of the first nine tenths
 * @param validation the tokens of the last tenth
 */
record Corpus(String name, String text, Codec codec, int[] training, int[] validation) {
    static final String SHAKESPEARE = "tinyshakespeare";
    private static final double SHARE = 0.9;
    /** In bytes: as tokens a text needs four times as much memory. */
    private static final long LARGEST = 512L << 20;

    /**
     * A text, cut in two.
     *
     * @throws UsageException if it is too short for the context
     */
    static Corpus of(String name, String text, String tokenizer, int context) throws UsageException {
        if (text.isBlank()) {
            throw new UsageException(name + ": there is no text in it");
        }
        int cut = text.offsetByCodePoints(0, (int) (SHARE * text.codePointCount(0, text.length())));
        Codec codec = Codec.learned(tokenizer, text, text.substring(0, cut));
        Corpus corpus = new Corpus(name, text, codec, codec.tokenizer().encode(text.substring(0, cut)), codec.tokenizer().encode(text.substring(cut)));
        if (corpus.training.length <= context || corpus.validation.length < 2) {
            throw new UsageException("%s: the text is too short, with %,d tokens to learn and %,d to test with. A context of %d needs at least %d and 2; make --context smaller"
                    .formatted(name, corpus.training.length, corpus.validation.length, context, context + 1));
        }
        return corpus;
    }

    /** Reads a text of the user's own. */
    static String read(Path file) throws UsageException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UsageException("--text %s: %s are too much, a text may have %s. Give a part of it"
                        .formatted(file, Format.bytes(Files.size(file)), Format.bytes(LARGEST)));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UsageException("--text " + file + ": this is no text in UTF-8");
        } catch (IOException e) {
            throw new UsageException("--text " + file + " can't be read (" + e + ")");
        }
    }

    /** Whether this is the text that counts, in the tokens that count. */
    boolean real() {
        return name.equals(SHAKESPEARE) && codec.kind().equals(GptOptions.CHARACTERS);
    }

    Tokenizer tokenizer() {
        return codec.tokenizer();
    }

    /** A number that another text, or the same one as other tokens, hardly has. */
    String fingerprint() {
        return Integer.toHexString(31 * Arrays.hashCode(training) + Arrays.hashCode(validation));
    }
}
