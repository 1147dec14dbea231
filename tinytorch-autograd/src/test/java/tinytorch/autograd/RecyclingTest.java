package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.MemoryPool;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;

/** In a training ({@link MemoryPool}) the memory of what the walk has come past is used again, and nothing else is. */
@Tag("autograd.backward")
class RecyclingTest {
    private final Tensor x = random(1, 40, 50).requiresGrad(true);
    private final Tensor y = random(2, 50).requiresGrad(true);
    private final Tensor constant = random(3, 40, 50);

    private static void backward(Tensor output, boolean retainGraph) {
        Check.call("Autograd.backward").run(() -> {
            Autograd.backward(output, Tensor.ones(output.dims()), retainGraph);
            return output;
        });
    }

    /** Whether its memory was given back. */
    private static boolean gone(Tensor tensor) {
        try {
            return tensor.data() == null;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    @LookAt("BackwardWalk.run")
    void resultsThatWerePassedAreGone() {
        new MemoryPool().use(() -> {
            Tensor product = x.mul(y);
            Tensor tanh = product.tanh();
            Tensor turned = tanh.transpose(0, 1);
            backward(turned.mul(turned).sum(), false);
            Check.call("Autograd.backward").because("in a training its memory is used again").equal(() -> gone(product), true);
            Check.call("Autograd.backward").because("it and its view were passed").equal(() -> List.of(gone(tanh), gone(turned)), List.of(true, true));
            return null;
        });
    }

    @Test
    void leavesConstantsOutputAndGradientsStay() {
        new MemoryPool().use(() -> {
            Tensor made = constant.mul(2);
            Tensor output = x.mul(made).add(y);
            backward(output, false);
            for (Tensor kept : List.of(x, y, constant, made, output, x.grad(), y.grad())) {
                Check.call("Autograd.backward").because("somebody may want to read a leaf, an output, a gradient, or what wanted none")
                        .equal(() -> gone(kept), false);
            }
            Check.call("Autograd.backward").within(Tolerance.EXACT).gives(() -> values(x.grad()), values(constant.mul(2)));
            return null;
        });
    }

    @Test
    void retainedGraphKeepsEverything() {
        new MemoryPool().use(() -> {
            Tensor tanh = x.tanh();
            Tensor output = tanh.mul(tanh);
            backward(output, true);
            Tensor once = x.grad();
            backward(output, false);
            Check.call("Autograd.backward", "a second time").gives(() -> values(x.grad()), values(once.mul(2)));
            return null;
        });
    }

    @Test
    void gradientsAreTheSameAsWithoutAPool() {
        same("paths that meet again", () -> {
            Tensor a = x.mul(y).tanh();
            Tensor b = a.add(x).mul(a);
            return b.add(a.sub(b)).mul(b).sum();
        });
        same("views of one result", () -> {
            Tensor a = x.exp();
            Tensor turned = a.transpose(0, 1).matmul(a.mul(constant));
            return turned.narrow(0, 3, 40).reshape(50, 40).transpose(0, 1).add(a).sum();
        });
        same("a result used many times", () -> {
            Tensor a = x.mul(2);
            Tensor sum = a;
            for (int i = 0; i < 5; i++) {
                sum = sum.add(a).add(sum.mul(constant));
            }
            return sum.sum();
        });
        same("stacked", () -> Tensor.stack(0, x.mul(y), x, x.add(y)).mul(constant).max(false, 2).sum());
    }

    private void same(String what, Supplier<Tensor> output) {
        List<Tensor> without = gradients(output);
        MemoryPool pool = new MemoryPool();
        for (int step = 1; step <= 3; step++) {
            List<Tensor> with = pool.use(() -> gradients(output));
            for (int i = 0; i < with.size(); i++) {
                int leaf = i;
                Check.call("Autograd.backward", what, "step " + step).because("memory may be used again only after the last rule that reads it")
                        .within(Tolerance.EXACT).gives(() -> values(with.get(leaf)), values(without.get(leaf)));
            }
        }
    }

    private List<Tensor> gradients(Supplier<Tensor> output) {
        x.zeroGrad();
        y.zeroGrad();
        backward(output.get(), false);
        return List.of(x.grad().copy(), y.grad() == null ? y : y.grad().copy());
    }
}
