package tinytorch.kernels;

import java.lang.System.Logger.Level;
import java.util.List;

import tinytorch.kernels.dispatch.Dispatcher;
import tinytorch.kernels.width.VectorWidth;
import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Comparison;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.IndexedMatrix;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.MemoryPool;
import tinytorch.tensor.Op;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.ScalarKernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * The kernels at the speed of the machine: several numbers an instruction ({@code jdk.incubator.vector}), blocks that fit the caches,
 * and all processors. What is rare or strided is left to {@link ScalarKernels}.
 *
 * <p>Results have the same bits on any number of threads. They may differ from those of {@link ScalarKernels} in the last digits: sums
 * are gathered in another order, and a product is added without rounding it first.
 */
public sealed class VectorKernels implements Kernels permits LadderKernels, UnfusedKernels {
    /** From this many multiply-adds on, a product is shared among threads: about 20 microseconds of one thread. */
    private static final long SHARED_PRODUCT = 1 << 20;
    /** From this many rows on, threads share the rows of a product, else its columns. */
    private static final int MANY_ROWS = 64;
    /** From this many multiply-adds on, the products of a stack are. */
    private static final long SHARED_STACK = 1 << 17;
    /** From this many numbers on, a matrix that one row is multiplied with is shared: it is read from a far cache, at 10 microseconds. */
    private static final long SHARED_MATRIX = 1 << 15;
    /** From this many elements on, an operation is shared among threads. */
    private static final int SHARED = 1 << 16;

    private final Kernels scalar = new ScalarKernels();
    private final Dispatcher dispatcher = new Dispatcher();

    /**
     * Kernels with vectors of {@link VectorWidth#bits}, and {@link #threads} threads.
     *
     * @throws IllegalStateException if this JVM was started without the Vector API, which is an incubating module and has to be asked for
     * @throws ExceptionInInitializerError if the width that was asked for does not exist
     */
    public VectorKernels() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new IllegalStateException("this JVM has no Vector API, so each instruction works on one number instead of several, on one thread."
                    + " Start java with --add-modules jdk.incubator.vector.");
        }
        System.getLogger(VectorKernels.class.getName()).log(Level.DEBUG, "Vectors of " + VectorWidth.bits() + " bits, " + Threads.COUNT + " threads");
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int threads() {
        return Threads.COUNT;
    }

    @Override
    public void parallel(int n, Range body) {
        Threads.run(n, MemoryPool.handOn(body));
    }

    /** Whether a loop over so many elements is worth sharing, and not itself a part of one that is shared. */
    private static boolean shares(int n) {
        return n >= SHARED && Threads.available();
    }

    @Override
    public void copy(int n, float[] x, int xAt, int xStep, float[] out, int outAt, int outStep) {
        if (n < SHARED) {
            scalar.copy(n, x, xAt, xStep, out, outAt, outStep);
        } else {
            Threads.run(n, (from, to) -> scalar.copy(to - from, x, xAt + from * xStep, xStep, out, outAt + from * outStep, outStep));
        }
    }

    @Override
    public void unary(UnaryOp op, int n, float[] x, int xAt, int xStep, float[] out, int outAt, int outStep) {
        if (shares(n)) {
            Threads.run(n, (from, to) -> unary(op, to - from, x, xAt + from * xStep, xStep, out, outAt + from * outStep, outStep));
        } else if (xStep == 1 && outStep == 1 && UnaryLoops.has(op)) {
            UnaryLoops.run(op, n, x, xAt, out, outAt);
        } else {
            scalar.unary(op, n, x, xAt, xStep, out, outAt, outStep);
        }
    }

    @Override
    public void binary(BinaryOp op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep) {
        if (shares(n)) {
            Threads.run(n, (from, to) -> binary(op, to - from, a, aAt + from * aStep, aStep, b, bAt + from * bStep, bStep, out, outAt + from * outStep, outStep));
        } else if (Row.is(aStep) && Row.is(bStep) && outStep == 1) {
            BinaryLoops.run(op, n, a, aAt, aStep, b, bAt, bStep, out, outAt);
        } else {
            scalar.binary(op, n, a, aAt, aStep, b, bAt, bStep, out, outAt, outStep);
        }
    }

    @Override
    public void compare(Comparison op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep) {
        if (shares(n)) {
            Threads.run(n, (from, to) -> compare(op, to - from, a, aAt + from * aStep, aStep, b, bAt + from * bStep, bStep, out, outAt + from * outStep, outStep));
        } else if (Row.is(aStep) && Row.is(bStep) && outStep == 1) {
            ChoiceLoops.compare(op, n, Row.of(a, aAt, aStep), Row.of(b, bAt, bStep), out, outAt);
        } else {
            scalar.compare(op, n, a, aAt, aStep, b, bAt, bStep, out, outAt, outStep);
        }
    }

    @Override
    public void where(int n, float[] condition, int cAt, int cStep, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep,
            float[] out, int outAt, int outStep) {
        if (shares(n)) {
            Threads.run(n, (from, to) -> where(to - from, condition, cAt + from * cStep, cStep, a, aAt + from * aStep, aStep,
                    b, bAt + from * bStep, bStep, out, outAt + from * outStep, outStep));
        } else if (Row.is(cStep) && Row.is(aStep) && Row.is(bStep) && outStep == 1) {
            ChoiceLoops.where(n, Row.of(condition, cAt, cStep), Row.of(a, aAt, aStep), Row.of(b, bAt, bStep), out, outAt);
        } else {
            scalar.where(n, condition, cAt, cStep, a, aAt, aStep, b, bAt, bStep, out, outAt, outStep);
        }
    }

    @Override
    public void reduce(Reduce.Kind kind, int n, float[] x, int xAt, int xStep, double[] out, int outAt, int outStep) {
        if (kind == Reduce.Kind.SUM && xStep == 1 && outStep == 0) {
            out[outAt] += Sums.sum(n, x, xAt);
        } else if (kind == Reduce.Kind.SUM && xStep == 1 && outStep == 1) {
            Sums.add(n, x, xAt, out, outAt);
        } else if (kind == Reduce.Kind.MAX && xStep == 1 && outStep == 0) {
            out[outAt] = Math.max(out[outAt], Sums.largest(n, x, xAt));
        } else {
            scalar.reduce(kind, n, x, xAt, xStep, out, outAt, outStep);
        }
    }

    @Override
    public double dot(int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep) {
        return aStep == 1 && bStep == 1 ? Sums.dot(n, a, aAt, b, bAt) : scalar.dot(n, a, aAt, aStep, b, bAt, bStep);
    }

    @Override
    public void sums(int n, float[] a, int aAt, float[] b, int bAt, double[] sums, int at) {
        Sums.both(n, a, aAt, b, bAt, sums, at);
    }

    @Override
    public void multiplyAdd(int n, float factor, float[] a, int aAt, float[] b, int bAt, int bStep, float[] out, int outAt) {
        if (shares(n)) {
            Threads.run(n, (from, to) -> multiplyAdd(to - from, factor, a, aAt + from, b, bAt + from * bStep, bStep, out, outAt + from));
        } else if (bStep == 1) {
            BinaryLoops.multiplyAdd(n, factor, a, aAt, b, bAt, out, outAt);
        } else {
            BinaryLoops.multiplyAdd(n, factor, a, aAt, b[bAt], out, outAt);
        }
    }

    @Override
    public void matmul(int m, int n, int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow, int bColumn,
            float[] out, int outAt, int outRow) {
        if (RowProduct.fits(m, k, aColumn, bRow, bColumn)) {
            rows(m, n, k, a, aAt, aRow, b, bAt, bRow, bColumn, out, outAt, outRow);
            return;
        }
        Matrix left = new Matrix(a, aAt, aRow, aColumn);
        Matrix right = new Matrix(b, bAt, bRow, bColumn);
        if ((long) m * n * k < SHARED_PRODUCT) {
            Product.compute(m, n, k, left, right, out, outAt, outRow);
        } else if (m >= MANY_ROWS) {
            Product.computeShared(m, n, k, left, right, out, outAt, outRow);
        } else {
            Threads.blocks(n, Tile.WIDTH, (from, to) ->
                    Product.compute(m, to - from, k, left, right.from(0, from), out, outAt + from, outRow));
        }
    }

    /** A few rows times a matrix: reading the matrix takes the time, so threads share its columns. */
    private static void rows(int m, int n, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow, int bColumn, float[] out, int outAt, int outRow) {
        Range columns = (from, to) -> RowProduct.compute(m, to - from, k, a, aAt, aRow, b, bAt + from * bColumn, bRow, bColumn, out, outAt + from, outRow);
        if ((long) n * k < SHARED_MATRIX) {
            columns.run(0, n);
        } else {
            Threads.blocks(n, Tile.WIDTH, columns);
        }
    }

    @Override
    public void matmul(int m, int n, int k, float[] a, int[] aAt, int aRow, int aColumn, float[] b, int[] bAt, int bRow, int bColumn, float[] out) {
        Range pairs = (from, to) -> {
            for (int i = from; i < to; i++) {
                matmul(m, n, k, a, aAt[i], aRow, aColumn, b, bAt[i], bRow, bColumn, out, i * m * n, n);
            }
        };
        if (aAt.length == 1 || (long) m * n * k * aAt.length < SHARED_STACK) {
            pairs.run(0, aAt.length);
        } else {
            Threads.run(aAt.length, pairs);
        }
    }

    @Override
    public void matmul(int m, float[] a, int aAt, int aRow, IndexedMatrix b, float[] out, int outAt, int outRow) {
        Product.compute(m, b.columns().length, b.rows().length, new Matrix(a, aAt, aRow, 1), Indexed.of(b), out, outAt, outRow);
    }

    @Override
    public void matmul(IndexedMatrix a, int n, float[] b, int bAt, int bRow, int bColumn, float[] out, int outAt, int outRow) {
        Product.compute(a.rows().length, n, a.columns().length, Indexed.of(a), new Matrix(b, bAt, bRow, bColumn), out, outAt, outRow);
    }

    @Override
    public void add(IndexedMatrix to, float[] matrix, int matrixAt) {
        Indexed.of(to).add(matrix, matrixAt);
    }

    @Override
    public Tensor forward(Op op, List<Tensor> inputs) {
        return dispatcher.forward(op, inputs);
    }

    @Override
    public List<Tensor> backward(DiffOp op, Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        return dispatcher.backward(op, gradOutput, output, inputs);
    }
}
