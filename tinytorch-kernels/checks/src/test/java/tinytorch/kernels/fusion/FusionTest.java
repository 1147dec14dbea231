package tinytorch.kernels.fusion;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** Chains run as one loop give the bits that they give operation by operation; what is no chain is left alone. */
class FusionTest {
    private static final int[] SIZES = {4096, 4097, 70_001};

    /** {@code x / (1 + exp(-x))}, with x used twice. */
    private static Tensor silu(List<Tensor> in) {
        return in.getFirst().div(in.getFirst().neg().exp().add(1));
    }

    @Test
    void aFusedChainGivesTheSameBits() {
        for (int n : SIZES) {
            same("silu of " + n, FusionTest::silu, List.of(random(1, n)));
            same("the input itself, squared, of " + n, in -> in.getFirst().mul(in.getFirst()), List.of(random(1, n)));
        }
    }

    @Test
    void viewsAreRead() {
        Tensor x = random(1, 90, 70).transpose();
        Tensor y = random(2, 90, 140).narrow(1, 70, 70).transpose();
        same("transposed and narrowed", in -> in.get(0).mul(in.get(1)).tanh(), List.of(x, y));
    }

    @Test
    void theFunctionIsTracedNotCalled() {
        AtomicInteger calls = new AtomicInteger();
        ElementWise counted = in -> {
            calls.incrementAndGet();
            return silu(in);
        };
        Fusion fusion = new Fusion();
        for (int i = 0; i < 5; i++) {
            fusion.run(counted, List.of(random(i, 5000)));
        }
        Check.call("Fusion.run", "five times").because("two traces are all that is needed").equal(calls::get, 2);
    }

    @Test
    void whatIsNoChainIsLeftAlone() {
        same("a reduction", in -> in.getFirst().sub(in.getFirst().sum()), List.of(random(1, 5000)));
        same("a choice", in -> Tensor.where(in.get(0), in.get(1), Tensor.scalar(0)), List.of(random(1, 5000), random(2, 5000)));
        same("a constant", in -> Tensor.scalar(3), List.of(random(1, 5000)));
        same("two shapes", in -> in.get(0).mul(in.get(1)), List.of(random(1, 50, 100), random(2, 100)));
    }

    private static void same(String what, ElementWise function, List<Tensor> inputs) {
        Tensor expected = function.of(inputs);
        Check.call("Fusion.run", what).within(Tolerance.EXACT)
                .gives(() -> values(new Fusion().run(function, inputs)), values(expected));
    }

    private static Values values(Tensor tensor) {
        return Values.of(tensor.toArray(), tensor.dims());
    }

    private static Tensor random(int seed, int... dims) {
        return Tensor.randn(new SplittableRandom(seed), dims);
    }
}
