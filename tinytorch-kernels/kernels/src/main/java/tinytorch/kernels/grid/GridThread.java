package tinytorch.kernels.grid;

/** What a thread of a grid knows: its place in its block, its block's place in the grid, both sizes, the block's memory, and how to wait for the others. */
public final class GridThread {
    private final Dim blocks;
    private final Dim block;
    private final Dim threads;
    private final Dim index;
    private final float[] shared;
    private final Fiber fiber;

    GridThread(Dim blocks, Dim block, Dim threads, Dim index, float[] shared, Kernel kernel) {
        this.blocks = blocks;
        this.block = block;
        this.threads = threads;
        this.index = index;
        this.shared = shared;
        this.fiber = new Fiber(() -> kernel.run(this));
    }

    /** This thread's place in its block: CUDA's {@code threadIdx}. */
    public Dim index() {
        return index;
    }

    /** Its block's place in the grid: {@code blockIdx}. */
    public Dim block() {
        return block;
    }

    /** How many threads a block has: {@code blockDim}. */
    public Dim threads() {
        return threads;
    }

    /** How many blocks the grid has: {@code gridDim}. */
    public Dim blocks() {
        return blocks;
    }

    /** The number of its column in the whole grid: {@code blockIdx.x * blockDim.x + threadIdx.x}. */
    public int column() {
        return block.x() * threads.x() + index.x();
    }

    /** The number of its row in the whole grid. */
    public int row() {
        return block.y() * threads.y() + index.y();
    }

    /** The memory of this thread's block, {@code __shared__}. When the block begins it holds NaN: nobody has written anything yet. */
    public float[] shared() {
        return shared;
    }

    /**
     * Waits until every thread of the block is here, {@code __syncthreads()}: what they have written to shared memory before can be read after. All threads
     * of a block have to come to every barrier: one that has ended will never come, and {@link Block} says so.
     */
    public void sync() {
        fiber.pause();
    }

    Fiber fiber() {
        return fiber;
    }

    @Override
    public String toString() {
        return "thread " + index + " of block " + block;
    }
}
