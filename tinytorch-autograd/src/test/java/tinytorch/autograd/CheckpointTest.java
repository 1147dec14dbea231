package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.SplitMix;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Dropout;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("autograd.checkpoint")
class CheckpointTest {

    private static Tensor checkpointed(String what, Layer layer, Tensor input, SplitMix... generators) {
        return Check.call("Checkpoint.of", what, input.shape()).run(() -> Checkpoint.of(layer, input, generators));
    }

    private static List<Values> gradients(Tensor loss, Layer layer, Tensor input) {
        Check.call("Autograd.backward").run(() -> {
            Autograd.backward(loss);
            return loss;
        });
        List<Values> gradients = new ArrayList<>();
        layer.parameters().values().forEach(parameter -> {
            gradients.add(values(parameter.grad()));
            parameter.zeroGrad();
        });
        gradients.add(values(input.grad()));
        input.zeroGrad();
        return gradients;
    }

    private static void compare(String what, List<Values> actual, List<Values> expected) {
        for (int i = 0; i < expected.size(); i++) {
            int at = i;
            Check.call("Autograd.backward through Checkpoint", what, i < expected.size() - 1 ? "parameter " + i : "the input").within(Tolerance.EXACT)
                    .because("the same operations on the same numbers give the same gradient, to the last bit")
                            .gives(() -> actual.get(at), expected.get(at));
        }
    }

    @Test
    void gradientsAreThoseOfThePlainNetwork() {
        SplittableRandom random = new SplittableRandom(1);
        Sequential body = new Sequential(new Linear(4, 5, random), new ActivationLayer(new Tanh()), new Linear(5, 3, random));
        Tensor x = random(2, 6, 4).requiresGrad(true);
        Tensor loss = checkpointed("Linear, Tanh, Linear", body, x).pow(2).sum();
        List<Values> actual = gradients(loss, body, x);
        compare("Linear, Tanh, Linear", actual, gradients(body.forward(x).pow(2).sum(), body, x));
    }

    @Test
    void innerResultsAreNotInTheGraph() {
        Tensor x = random(1, 3).requiresGrad(true);
        Tensor y = Check.call("Checkpoint.of", "tanh twenty times").run(() -> Checkpoint.of(in -> manyTanh(in.getFirst(), 20), List.of(x)));
        Check.call("Checkpoint.of", "tanh twenty times").because("one operation, with the inputs alone").equal(() -> y.origin().inputs(), List.of(x));
        Check.call("Checkpoint.of", "tanh twenty times").because("the forward pass ran without tracking")
                .gives(() -> values(y), values(manyTanh(x.detach(), 20)));
    }

    private static Tensor manyTanh(Tensor x, int times) {
        Tensor y = x;
        for (int i = 0; i < times; i++) {
            y = y.tanh();
        }
        return y;
    }

    @Test
    void functionRunsOnceForwardAndOnceBackward() {
        int[] calls = new int[1];
        Tensor x = random(1, 3).requiresGrad(true);
        Tensor y = Check.call("Checkpoint.of").run(() -> Checkpoint.of(in -> {
            calls[0]++;
            return in.getFirst().tanh();
        }, List.of(x)));
        Check.call("Checkpoint.of").equal(() -> calls[0], 1);
        Autograd.backward(y.sum());
        Check.call("Checkpoint.of", "after backward").because("that is the price").equal(() -> calls[0], 2);
    }

    @Test
    @LookAt("Checkpoint.again")
    void dropoutDropsTheSameTwice() {
        SplitMix random = new SplitMix(5);
        SplitMix plainRandom = new SplitMix(5);
        Tensor x = random(2, 8, 8).requiresGrad(true);
        Tensor y = checkpointed("Dropout", new Dropout(0.5, random), x, random);
        float before = random.nextFloat();
        Tensor plain = new Dropout(0.5, plainRandom).forward(x);
        plainRandom.nextFloat();
        Check.call("Checkpoint.of", "Dropout").within(Tolerance.EXACT).gives(() -> values(y), values(plain));
        Autograd.backward(plain.pow(2).sum());
        Values expected = values(x.grad());
        x.zeroGrad();
        Check.call("Autograd.backward").run(() -> {
            Autograd.backward(y.pow(2).sum());
            return x;
        });
        Check.call("Autograd.backward through Checkpoint", "Dropout").within(Tolerance.EXACT)
                .because("the generator was set back to where it was before the first run, after which it drew " + before)
                        .gives(() -> values(x.grad()), expected);
        Check.call("SplitMix.nextFloat", "afterwards").because("the generator goes on as if there had been no second run")
                .equal(random::nextFloat, plainRandom.nextFloat());
    }

    @Test
    void otherResultTheSecondTimeIsRefused() {
        Tensor x = random(2, 8, 8).requiresGrad(true);
        SplitMix forgotten = new SplitMix(5);
        Tensor y = checkpointed("Dropout, its generator not passed", new Dropout(0.5, forgotten), x);
        Check.call("Autograd.backward through Checkpoint", "Dropout, its generator not passed").because("the gradient would be that of another mask")
                .refuses(IllegalStateException.class, () -> {
                    Autograd.backward(y.sum());
                    return "nothing";
                }, "another result", "generators");
    }

    @Test
    void tensorThatIsNoInputIsRefused() {
        Tensor x = random(1, 3).requiresGrad(true);
        Tensor hidden = random(2, 3).requiresGrad(true);
        Tensor y = Check.call("Checkpoint.of").run(() -> Checkpoint.of(in -> in.getFirst().mul(hidden), List.of(x)));
        Check.call("Autograd.backward through Checkpoint", "x * hidden").because("hidden would silently get no gradient")
                .refuses(IllegalStateException.class, () -> {
            Autograd.backward(y.sum());
            return "nothing";
        }, "none of its inputs", "(3,)");
    }

    @Test
    void inputsThatAreNotUsedGetZeroAndConstantsNothing() {
        Tensor used = random(1, 3).requiresGrad(true);
        Tensor unused = random(2, 2).requiresGrad(true);
        Tensor constant = random(3, 3);
        Tensor y = Check.call("Checkpoint.of").run(() -> Checkpoint.of(in -> in.get(0).mul(in.get(2)), List.of(used, unused, constant)));
        Autograd.backward(y.sum());
        Check.call("Tensor.grad", "used").gives(() -> values(used.grad()), values(constant));
        Check.call("Tensor.grad", "not used").because("the output does not depend on it")
                .gives(() -> values(unused.grad()), Values.of(new double[2], 2));
        Check.call("Tensor.grad", "constant").equal(constant::grad, null);
    }

    @Test
    void inputThatWasComputedPassesItsGradientOn() {
        Tensor x = vector(2).requiresGrad(true);
        Tensor square = x.mul(x);
        Tensor y = Check.call("Checkpoint.of").run(() -> Checkpoint.of(in -> in.get(0).mul(in.get(1)), List.of(square, x)));
        Autograd.backward(y);
        Check.call("Tensor.grad", "x of x^2 * x")
                .because("x^2 from the right input, and x * 2 x through the left one: the inner walk ends at its inputs")
                .gives(() -> values(x.grad()), Values.of(new double[] {12}, 1));
    }

    /** Notes the heap in use when the gradient comes by. */
    private record Meter(long[] most) implements DiffOp {
        @Override
        public Tensor forward(List<Tensor> inputs) {
            return inputs.getFirst();
        }

        @Override
        public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
            most[0] = Math.max(most[0], used());
            return List.of(gradOutput);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The most live bytes at six places on the way back through 6 parts of 8 ReLU layers on 100,000 numbers (400 KB) each. */
    private static long peak(boolean checkpoint) {
        Tensor x = Tensor.ones(100_000).requiresGrad(true);
        long before = used();
        long[] peak = {0};
        Tensor y = x;
        List<Sequential> parts = new ArrayList<>();
        for (int part = 0; part < 6; part++) {
            Sequential whole = new Sequential(layers());
            parts.add(whole);
            y = Tensor.apply(new Meter(peak), y);
            y = checkpoint ? Checkpoint.of(whole, y) : whole.forward(y);
        }
        Autograd.backward(y, Tensor.ones(100_000));
        Reference.reachabilityFence(parts);
        return peak[0] - before;
    }

    private static Layer[] layers() {
        Layer[] layers = new Layer[8];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new ActivationLayer(new ReLU());
        }
        return layers;
    }

    @Test
    @LookAt({"Checkpoint.forward", "Checkpoint.again"})
    void memoryIsMuchLess() {
        long checkpointed = Check.call("Checkpoint.of").run(() -> peak(true));
        long plain = peak(false);
        Check.call("Checkpoint.of", "6 parts of 8 layers, 400 KB a result")
                .because("6 results between the parts instead of 48, and no layer keeps anything for a hand-written backward")
                .holds(checkpointed < plain / 2, "less than half of the memory", checkpointed + " of " + plain + " bytes");
    }
}
