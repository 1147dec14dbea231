package tinytorch.optim;

import tinytorch.tensor.Tensor;

/**
 * A {@code double} in a file of {@code float}s, without loss: as three numbers that add up to it, each the {@code float} next to what is
 * still missing. A learning rate that came back from a file as 0.10000000149 would not give the same bits.
 */
final class Doubles {
    /** How many {@code float}s: 3 * 24 bits hold the 53 of a double. */
    static final int PARTS = 3;

    private Doubles() {
    }

    static Tensor pack(double value) {
        float[] parts = new float[PARTS];
        double rest = value;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = (float) rest;
            rest -= parts[i];
        }
        return Tensor.of(parts);
    }

    static double unpack(Tensor packed) {
        double value = 0;
        for (int i = PARTS - 1; i >= 0; i--) {
            value += packed.get(i);
        }
        return value;
    }
}
