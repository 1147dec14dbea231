package tinytorch.text.attention;

import tinytorch.tensor.Tensor;

/** Which queries may look at which keys: 1 for yes, 0 for no. */
public final class Masks {
    private Masks() {
    }

    /**
     * No token looks ahead: query i of the last {@code queries} of {@code keys} tokens may look at key j if {@code j <= keys - queries + i}.
     *
     * @return (queries, keys)
     */
    public static Tensor causal(int queries, int keys) {
        float[] mask = new float[queries * keys];
        for (int i = 0; i < queries; i++) {
            for (int j = 0; j <= keys - queries + i; j++) {
                mask[i * keys + j] = 1;
            }
        }
        return Tensor.wrap(mask, queries, keys);
    }
}
