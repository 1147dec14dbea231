package tinytorch.benchmarks;

import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tinytorch.data.SplitMix;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.MemoryPool;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/** What all benchmarks share: the kernels they run on, and random numbers that are the same each time. */
@State(Scope.Benchmark)
public abstract class Bench {
    /** The kernels, by name. */
    @Param({"vector", "scalar"})
    public String kernels;

    final SplitMix random = new SplitMix(1);
    /** As in a training, a result finds memory that an earlier one has given back. */
    final MemoryPool pool = new MemoryPool();

    /** Before the benchmark's own set-up. */
    @Setup
    public void chooseKernels() {
        Kernels.use(kernels);
    }

    final Tensor randn(int... dims) {
        return Tensor.randn(random, dims);
    }

    /** Whole numbers from 0 to {@code count - 1}, as tokens are. */
    final Tensor ids(int count, int... dims) {
        Tensor ids = Tensor.zeros(dims);
        for (int i = 0; i < ids.size(); i++) {
            ids.data()[i] = random.nextInt(count);
        }
        return ids;
    }

    /**
     * Computes a result without a graph and gives its memory back, as a block in C++ does at its end, and the peers too. Returns one of its numbers, so that
     * it is computed.
     */
    final float recycled(Supplier<Tensor> work) {
        return pool.use(() -> Tracking.off(() -> {
            Tensor result = work.get();
            float number = result.data()[0];
            result.recycle();
            return number;
        }));
    }
}
