package tinytorch.text.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.Tensor;

/**
 * Encodes several texts to one tensor. A tensor has rows of one length, so longer texts are cut and shorter ones filled up with padding; the mask
 * tells tokens from padding. (Hugging Face's {@code tokenizer(texts, padding=..., truncation=True, max_length=..., return_tensors="pt")}.)
 *
 * @param tokenizer encodes the texts
 * @param padding   the id that fills up; any will do, as the mask hides it
 * @param length    texts with more tokens are cut to so many
 * @param fixed     whether all batches have this length ({@code padding="max_length"}); if not, a batch is as long as its longest text
 *                  ({@code padding="longest"})
 * @param pad       at which side padding goes. Left for generation: then the last place of every row is a token, and the next one follows it
 * @param cut       at which side tokens are dropped. Left keeps what was said last
 */
public record BatchEncoder(Tokenizer tokenizer, int padding, int length, boolean fixed, Side pad, Side cut) {

    /** An end of a text. */
    public enum Side {
        /** Where the text begins. */
        LEFT,
        /** Where it ends. */
        RIGHT
    }

    public BatchEncoder {
        if (padding < 0 || padding >= tokenizer.vocabularySize()) {
            throw new IllegalArgumentException("BatchEncoder: the padding must be a token, from 0 to " + (tokenizer.vocabularySize() - 1) + ", got "
                    + padding + ".");
        }
        if (length < 1) {
            throw new IllegalArgumentException("BatchEncoder: rows need a length of 1 or more, got " + length + ".");
        }
    }

    /** Texts of at most this length, padded to the longest of a batch; padding and cutting on the right. */
    public static BatchEncoder of(Tokenizer tokenizer, int padding, int length) {
        return new BatchEncoder(tokenizer, padding, length, false, Side.RIGHT, Side.RIGHT);
    }

    /** The same with all batches of the full length. */
    public BatchEncoder withFixedLength() {
        return new BatchEncoder(tokenizer, padding, length, true, pad, cut);
    }

    /** The same with padding on this side. */
    public BatchEncoder padding(Side side) {
        return new BatchEncoder(tokenizer, padding, length, fixed, side, cut);
    }

    /** The same with tokens dropped at this side. */
    public BatchEncoder cutting(Side side) {
        return new BatchEncoder(tokenizer, padding, length, fixed, pad, side);
    }

    /**
     * Encodes texts.
     *
     * @return ids and mask of shape (texts, T)
     * @throws IllegalArgumentException if there are no texts, or all are empty and no length is fixed: a tensor has at least one element
     */
    public TokenBatch encode(List<String> texts) {
        List<int[]> rows = new ArrayList<>();
        int width = fixed ? length : 0;
        for (String text : texts) {
            int[] row = tokenizer.encode(text);
            rows.add(row);
            width = Math.max(width, Math.min(row.length, length));
        }
        if (texts.isEmpty() || width == 0) {
            throw new IllegalArgumentException("BatchEncoder.encode: " + texts.size()
                    + " texts without a token make no tensor. Give one text that is not empty,"
                    + " or a fixed length.");
        }
        return arrange(rows, width);
    }

    /**
     * Puts rows of tokens into tensors of {@code width} columns. A row that is too long loses tokens at the side {@code cut}; one that is too short
     * gets {@code padding} at the side {@code pad}. The mask has 1 at each token and 0 at padding, also where a token of the text has the same id as
     * padding.
     *
     * <p>Worked example: the rows 5, 6, 7 and 8 with width 2 and padding 0 are ids 5, 6 and 8, 0, mask 1, 1 and 1, 0. With both sides left: 6, 7 and
     * 0, 8, mask 1, 1 and 0, 1.
     */
    TokenBatch arrange(List<int[]> rows, int width) {
        // tito:begin token.batch
        float[] ids = new float[rows.size() * width];
        float[] mask = new float[ids.length];
        Arrays.fill(ids, padding);
        for (int i = 0; i < rows.size(); i++) {
            int[] row = rows.get(i);
            int kept = Math.min(row.length, width);
            int from = cut == Side.LEFT ? row.length - kept : 0;
            int to = i * width + (pad == Side.LEFT ? width - kept : 0);
            for (int t = 0; t < kept; t++) {
                ids[to + t] = row[from + t];
                mask[to + t] = 1;
            }
        }
        return new TokenBatch(Tensor.wrap(ids, rows.size(), width), Tensor.wrap(mask, rows.size(), width));
        // tito:end
    }

    /** The texts of a batch, without the padding. */
    public List<String> decode(TokenBatch batch) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            texts.add(tokenizer.decode(batch.tokens(i)));
        }
        return texts;
    }
}
