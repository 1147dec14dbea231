package tinytorch.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import tinytorch.tensor.Tensor;

/**
 * What the peers share: libtorch on as many threads as the benchmark was asked for, and the way from our tensors to its own. A peer does the work of the
 * benchmark with the name that follows {@code Torch} in its own, on the very same numbers, and is measured in the same unit. Each array that libtorch
 * makes is closed in the step that made it, as C++ would, so that the garbage collector has nothing to do.
 */
public abstract class Torch extends Bench {
    /** How far both may differ, as a part of the largest number: sums of thousands of numbers in another order do by 1e-6. */
    private static final float TOLERANCE = 1e-4f;

    /** The owner of all arrays that live as long as the benchmark. */
    NDManager arrays;

    /** Starts libtorch, before the peer's own set-up. */
    @Setup
    public void startTorch() {
        int threads = Integer.getInteger(Peers.THREADS);
        Engine engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
        if (JniUtils.getNumThreads() != threads) {
            throw new IllegalStateException("libtorch works on " + JniUtils.getNumThreads() + " threads instead of " + threads);
        }
        arrays = engine.newBaseManager();
    }

    /** Graphs are made only where a peer wants one; that is a matter of each thread, so the one that measures says it. */
    @Setup(Level.Iteration)
    public void noGraph() {
        JniUtils.setGradMode(false);
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        arrays.close();
    }

    /** The same numbers for libtorch, in the order of their places. */
    final PtNDArray of(Tensor tensor) {
        Tensor whole = tensor.contiguous();
        return (PtNDArray) arrays.create(Arrays.copyOfRange(whole.data(), whole.offset(), whole.offset() + whole.size()), shape(tensor));
    }

    /** Whole numbers, such as tokens and labels. */
    final PtNDArray ids(Tensor tensor) {
        return of(tensor).toType(DataType.INT64, false);
    }

    /**
     * That both compute the same, once: in the first of a benchmark's runs.
     *
     * @throws IllegalStateException if they don't; then there is nothing to compare
     */
    final void same(String what, Tensor ours, NDArray theirs) {
        Tensor wanted = ours.contiguous();
        float[] got = theirs.toFloatArray();
        if (!theirs.getShape().equals(shape(ours))) {
            throw new IllegalStateException(what + ": shape " + ours.shape() + " here, " + theirs.getShape() + " in libtorch");
        }
        float largest = 0;
        float difference = 0;
        for (int i = 0; i < got.length; i++) {
            float own = wanted.data()[wanted.offset() + i];
            largest = Math.max(largest, Math.abs(own));
            difference = Math.max(difference, Math.abs(own - got[i]));
        }
        if (!(difference <= TOLERANCE * largest)) {
            throw new IllegalStateException(what + ": libtorch computes something else, they differ by " + difference + " where the largest number is " + largest);
        }
    }

    /** The same of a single number. */
    final void sameLoss(String what, float ours, float theirs) {
        same(what, Tensor.scalar(ours), arrays.create(theirs));
    }

    private static Shape shape(Tensor tensor) {
        long[] dims = new long[tensor.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = tensor.dim(i);
        }
        return new Shape(dims);
    }
}
