package tinytorch.kernels.fusion;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;
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

    /** A function of three, with a value that is written twice but computed once. */
    private static Tensor product(List<Tensor> in) {
        Tensor g = in.get(0);
        Tensor x = in.get(2);
        return g.mul(x.mul(x).mul(-0.5f).exp().add(x.mul(x))).sub(in.get(1));
    }

    @Test
    void aFusedChainGivesTheSameBits() {
        for (int n : SIZES) {
            List<Tensor> inputs = List.of(random(1, n), random(2, n), random(3, n));
            same("silu of " + n, FusionTest::silu, inputs.subList(0, 1));
            same("product of " + n, FusionTest::product, inputs);
            same("the input itself, squared, of " + n, in -> in.getFirst().mul(in.getFirst()), inputs.subList(0, 1));
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
        Kernels.ElementWise counted = in -> {
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
    void equalValuesAreComputedOnce() {
        Check.call("Trace.of", "product").equal(() -> Trace.of(FusionTest::product, 3).orElseThrow(), List.of(
                new Value.Input(0), new Value.Input(1), new Value.Input(2),
                new Value.Binary(BinaryOp.MUL, 2, 2), new Value.Constant(-0.5f),
                new Value.Binary(BinaryOp.MUL, 3, 4), new Value.Unary(new UnaryOp.Exp(), 5),
                new Value.Binary(BinaryOp.ADD, 6, 3), new Value.Binary(BinaryOp.MUL, 0, 7),
                new Value.Binary(BinaryOp.SUB, 8, 1)));
    }

    @Test
    void placesAreSharedByValuesThatDoNotMeet() {
        Check.call("Program.places", "product").because("the square lives on beside one other value").equal(() -> places(FusionTest::product, 3), 2);
        Check.call("Program.places", "silu").equal(() -> places(FusionTest::silu, 1), 1);
    }

    @Test
    void whatIsNoChainIsLeftAlone() {
        refused("a reduction", in -> in.getFirst().sub(in.getFirst().sum()), 1);
        refused("a view", in -> in.getFirst().flip(0), 1);
        refused("numbers read from the array", in -> in.getFirst().mul(in.getFirst().get(0)), 1);
        refused("an array of its own", in -> Tensor.of(in.getFirst().toArray()), 1);
        refused("a choice by the numbers", in -> in.getFirst().get(0) > 0 ? in.getFirst().exp() : in.getFirst().neg(), 1);
        refused("a step, which has no gradient", in -> in.getFirst().gt(0).mul(in.getFirst()), 1);
        refused("the input itself", in -> in.get(1), 2);
        same("a reduction", in -> in.getFirst().sub(in.getFirst().sum()), List.of(random(1, 5000)));
        same("a choice", in -> Tensor.where(in.get(0), in.get(1), Tensor.scalar(0)), List.of(random(1, 5000), random(2, 5000)));
        same("a constant", in -> Tensor.scalar(3), List.of(random(1, 5000)));
        same("two shapes", in -> in.get(0).mul(in.get(1)), List.of(random(1, 50, 100), random(2, 100)));
    }

    private static int places(Kernels.ElementWise function, int inputs) {
        return new Program(Trace.of(function, inputs).orElseThrow()).places();
    }

    private static void refused(String what, Kernels.ElementWise function, int inputs) {
        Check.call("Trace.of", what).equal(() -> Trace.of(function, inputs), Optional.empty());
    }

    private static void same(String what, Kernels.ElementWise function, List<Tensor> inputs) {
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
