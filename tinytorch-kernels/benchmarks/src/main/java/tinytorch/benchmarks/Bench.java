package tinytorch.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tinytorch.data.SplitMix;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/** What all benchmarks share: the kernels they run on, and random numbers that are the same each time. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Bench {
    /** The kernels, by name. */
    @Param({"vector", "scalar"})
    public String kernels;

    final SplitMix random = new SplitMix(1);

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
}
