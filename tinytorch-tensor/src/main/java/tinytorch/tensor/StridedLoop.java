package tinytorch.tensor;

/**
 * Walks one or more operands of the same shape in row-major order, a row at a time, whatever their strides:
 *
 * <pre>{@code
 * StridedLoop loop = new StridedLoop(shape, a, b);
 * for (int at = 0; loop.next(); at += loop.length()) {
 *     // element i of this row: a.data()[loop.offset(0) + i * loop.step(0)], b.data()[loop.offset(1) + i * loop.step(1)]
 * }
 * }</pre>
 *
 * <p>{@link #each} does the same, and lets threads share the rows.
 *
 * <p>Axes that all operands walk through without a jump are merged first, so that contiguous tensors of any rank are
 * one long row: the kernels then run over whole arrays.
 */
final class StridedLoop {
    /** From this many elements on, rows are shared out among threads. */
    private static final int SHARED = 1 << 15;

    private final int[] dims;
    private final int[][] strides;
    private final int[] offsets;
    private final int[] index;
    private final int rank;
    private int rowsLeft;
    private boolean started;

    /** What to do with one row; {@code at} is its place in row-major order, where a contiguous result has it. */
    interface Row {
        void compute(StridedLoop loop, int at);
    }

    StridedLoop(Shape shape, Tensor... operands) {
        this(shape.dims(), stridesOf(operands), offsetsOf(operands));
    }

    /** {@code strides[operand][axis]} and {@code offsets[operand]}; the arrays become the loop's own. */
    StridedLoop(int[] dims, int[][] strides, int[] offsets) {
        this.rank = merge(dims, strides);
        this.dims = dims;
        this.strides = strides;
        this.offsets = offsets;
        this.index = new int[Math.max(0, rank - 1)];
        int rows = 1;
        for (int axis = 0; axis < rank - 1; axis++) {
            rows *= dims[axis];
        }
        this.rowsLeft = rank > 0 && dims[rank - 1] == 0 ? 0 : rows;
    }

    /** Runs {@code row} for every row of these operands of the same shape, several rows at the same time where there are many elements. */
    static void each(Shape shape, Row row, Tensor... operands) {
        StridedLoop all = new StridedLoop(shape, operands);
        int count = all.rowsLeft;
        if (count > 1 && shape.size() >= SHARED) {
            Kernels.active().parallel(count, (from, to) -> {
                StridedLoop part = new StridedLoop(shape, operands);
                part.skip(from);
                part.run(to - from, from, row);
            });
        } else {
            all.run(count, 0, row);
        }
    }

    /** Runs {@code row} for the next rows, the first of which is number {@code first}. */
    private void run(int count, int first, Row row) {
        for (int i = first; i < first + count && next(); i++) {
            row.compute(this, i * length());
        }
    }

    /** Before the first row: begins at this one instead. */
    private void skip(int row) {
        rowsLeft -= row;
        int left = row;
        for (int axis = rank - 2; axis >= 0 && left > 0; axis--) {
            index[axis] = left % dims[axis];
            left /= dims[axis];
            move(axis, index[axis]);
        }
    }

    /** Moves to the first, then to the next row; false when there is none. */
    boolean next() {
        if (rowsLeft == 0) {
            return false;
        }
        rowsLeft--;
        if (!started) {
            started = true;
            return true;
        }
        // Like the wheels of an odometer: the last outer axis turns fastest; a full wheel goes back to 0 and turns the one before.
        for (int axis = rank - 2; axis >= 0; axis--) {
            index[axis]++;
            if (index[axis] < dims[axis]) {
                move(axis, 1);
                return true;
            }
            index[axis] = 0;
            move(axis, 1 - dims[axis]);
        }
        throw new IllegalStateException("more rows than positions");
    }

    private void move(int axis, int steps) {
        for (int operand = 0; operand < offsets.length; operand++) {
            offsets[operand] += steps * strides[operand][axis];
        }
    }

    /** The number of elements in a row. */
    int length() {
        return rank == 0 ? 1 : dims[rank - 1];
    }

    /** Where the current row of this operand starts in its storage. */
    int offset(int operand) {
        return offsets[operand];
    }

    /** How far apart the elements of a row of this operand are. */
    int step(int operand) {
        return rank == 0 ? 0 : strides[operand][rank - 1];
    }

    /** Merges axes in place, from the last to the first, and returns how many are left; they stand in front. */
    private static int merge(int[] dims, int[][] strides) {
        int kept = dims.length;
        int last = dims.length;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            if (dims[axis] == 1) {
                continue;
            }
            if (last < dims.length && isWithoutJump(dims, strides, axis, last)) {
                dims[last] *= dims[axis];
            } else {
                last--;
                dims[last] = dims[axis];
                for (int[] stride : strides) {
                    stride[last] = stride[axis];
                }
            }
        }
        kept -= last;
        System.arraycopy(dims, last, dims, 0, kept);
        for (int[] stride : strides) {
            System.arraycopy(stride, last, stride, 0, kept);
        }
        return kept;
    }

    /** Whether one step along {@code outer} goes on just where the {@code inner} axis ended, for every operand. */
    private static boolean isWithoutJump(int[] dims, int[][] strides, int outer, int inner) {
        for (int[] stride : strides) {
            if (stride[outer] != stride[inner] * dims[inner]) {
                return false;
            }
        }
        return true;
    }

    private static int[][] stridesOf(Tensor[] operands) {
        int[][] strides = new int[operands.length][];
        for (int i = 0; i < operands.length; i++) {
            strides[i] = operands[i].strides();
        }
        return strides;
    }

    private static int[] offsetsOf(Tensor[] operands) {
        int[] offsets = new int[operands.length];
        for (int i = 0; i < operands.length; i++) {
            offsets[i] = operands[i].offset();
        }
        return offsets;
    }
}
