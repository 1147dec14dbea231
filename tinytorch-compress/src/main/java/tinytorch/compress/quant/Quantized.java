package tinytorch.compress.quant;

/** A layer that keeps its weight in whole numbers. */
public interface Quantized {

    /** Puts all that a file needs to build this layer again into it. */
    void store(QuantizedState state);

    /** Bytes that its weight takes, with its scales. */
    long weightBytes();
}
