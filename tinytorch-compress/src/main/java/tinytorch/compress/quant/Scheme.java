package tinytorch.compress.quant;

/** How a range of numbers is laid onto the 256 values of a byte. */
public enum Scheme {
    /** Zero in the middle: for weights, which lie on both sides of it. */
    SYMMETRIC,
    /** The range from end to end, zero wherever it falls: for activations, which after a ReLU are all on one side. */
    AFFINE;

    /** Scale and zero point for numbers from {@code min} to {@code max}. */
    public QuantParameters parameters(float min, float max) {
        return this == AFFINE ? QuantParameters.affine(min, max) : QuantParameters.symmetric(Math.max(Math.abs(min), Math.abs(max)));
    }
}
