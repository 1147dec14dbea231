package tinytorch.compete.serve;

import java.util.Arrays;

import tinytorch.tensor.Tensor;

/** Sequences that are not equally long, in one batch: where each token stands, and what it may look at. */
final class Ragged {
    private Ragged() {
    }

    /** How many keys there are when each sequence has got so many more tokens: those of the longest. */
    static int keys(int[] lengths, int tokens) {
        return Arrays.stream(lengths).max().orElse(0) + tokens;
    }

    /**
     * The positions of T new tokens in each sequence, one sequence after the other: token t of sequence b stands at {@code lengths[b] + t}.
     *
     * <p>Worked example: lengths 6 and 2, T = 2: {@code [6, 7, 2, 3]}.
     *
     * @param lengths how many tokens each sequence has so far
     */
    static int[] positions(int[] lengths, int tokens) {
        int[] positions = new int[lengths.length * tokens];
        // tito:begin compete.ragged
        for (int b = 0; b < lengths.length; b++) {
            for (int t = 0; t < tokens; t++) {
                positions[b * tokens + t] = lengths[b] + t;
            }
        }
        return positions;
        // tito:end
    }

    /**
     * Which keys each new token may look at, 1 for yes: token t of sequence b sees the keys 0 to {@code lengths[b] + t}, its own included. Not later ones, and not what stands in a slot behind the end of
     * its sequence: that is left from somebody else.
     *
     * <p>Worked example: lengths 2 and 0, T = 1, so 3 keys:
     *
     * <pre>
     * 1 1 1     the third token of sequence 0 sees all three
     * 1 0 0     the first of sequence 1 sees itself
     * </pre>
     *
     * @return (B, 1, T, keys): the same for every head
     */
    static Tensor allowed(int[] lengths, int tokens) {
        int keys = keys(lengths, tokens);
        float[] mask = new float[Math.multiplyExact(lengths.length * tokens, keys)];
        // tito:begin compete.ragged
        for (int b = 0; b < lengths.length; b++) {
            for (int t = 0; t < tokens; t++) {
                Arrays.fill(mask, (b * tokens + t) * keys, (b * tokens + t) * keys + lengths[b] + t + 1, 1);
            }
        }
        return Tensor.wrap(mask, lengths.length, 1, tokens, keys);
        // tito:end
    }
}
