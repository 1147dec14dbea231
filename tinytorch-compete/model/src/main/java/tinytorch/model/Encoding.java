package tinytorch.model;

/** How a writer keeps weights. */
public enum Encoding {
    /** Four bytes a number. */
    F32,
    /** Two bytes a number, where its size allows. */
    F16,
    /** A byte a weight, with a scale for each row; normalisations after convolutions are folded into them. */
    INT8,
    /** Half a byte a weight, with a scale for each 32 neighbours; folded too. */
    INT4,
    /** What is not 0 and the gaps between, in five bytes, wherever that takes less room. */
    SPARSE,
    /** The same with halves: three bytes. */
    SPARSE_F16
}
