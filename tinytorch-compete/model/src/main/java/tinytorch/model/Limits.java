package tinytorch.model;

/** Bounds that hold for every task: what a submission may ask of the machine that looks at it. They are checked before anything of that size is allocated or computed. */
final class Limits {
    /** Bytes of {@code model.json}. */
    static final int JSON_BYTES = 1_000_000;
    /** Bytes of the header of {@code weights.safetensors}. */
    static final int HEADER_BYTES = 1_000_000;
    /** How deeply JSON may be nested. */
    static final int DEPTH = 8;
    /** Nodes of a graph. */
    static final int NODES = 2_000;
    /** Inputs of a node. */
    static final int INPUTS = 64;
    /** Characters of a text model. */
    static final int CHARACTERS = 512;
    /** Numbers of all weights, after unpacking. */
    static final long NUMBERS = 50_000_000;
    /** Multiply-adds for one example. */
    static final long WORK = 4_000_000_000L;
    /** Numbers of all results for one example, and of what operations need beside them. */
    static final long RESULTS = 16_000_000;

    private Limits() {
    }
}
