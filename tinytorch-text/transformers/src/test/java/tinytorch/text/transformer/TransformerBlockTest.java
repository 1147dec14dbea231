package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.autograd.Autograd;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("transformer.block")
class TransformerBlockTest {

    @Test
    void theFeedForwardPartWidensBendsAndNarrows() {
        FeedForward layer = new FeedForward(new Linear(tensor(shape(2, 1), 1, -1), null), new GELU(), new Linear(tensor(shape(1, 2), 1, 1), null));
        Tensor x = tensor(shape(1, 2, 1), 1, 0);
        check("FeedForward.forward", x).because("gelu(1) + gelu(-1) = 0.8413 - 0.1587").within(new Tolerance(1e-6, 1e-6))
                .gives(() -> values(layer.forward(x)), Values.of(new double[] {0.6826895, 0}, 1, 2, 1));
    }

    @Test
    void theFeedForwardPartAgreesWithPyTorch() {
        for (Golden.Case c : Cases.of("feed-forward")) {
            FeedForward layer = new FeedForward(Cases.linear(3, 12, true), Cases.gelu(c.args().get("gelu").asString()), Cases.linear(12, 3, true));
            agrees("FeedForward", layer, c);
        }
    }

    @Test
    void aBlockAgreesWithPyTorch() {
        for (Golden.Case c : Cases.of("block")) {
            int width = c.inputs().getFirst().shape()[2];
            agrees("TransformerBlock", Cases.block(width, c.args().get("heads").asInt(), c.args().get("bias").asBoolean()), c);
        }
    }

    private static void agrees(String type, Layer layer, Golden.Case c) {
        layer.loadStateDict(Cases.named(c, c.inputs(), 2));
        Tensor x = tensor(c.inputs().get(0)).requiresGrad(true);
        Tensor y = check(type + ".forward, " + c.name(), x).run(() -> layer.forward(x));
        check(type + ".forward, " + c.name(), x).because("PyTorch gives this with the same weights").within(Cases.NETWORK)
                .gives(() -> values(y), c.outputs().get(0));
        Autograd.backward(y, tensor(c.inputs().get(1)));
        check(type + ", " + c.name() + ": gradient of the input").within(Cases.NETWORK).gives(() -> values(x.grad()), c.outputs().get(1));
        Map<String, Tensor> gradients = Cases.named(c, c.outputs(), 2);
        layer.parameters().forEach((name, parameter) -> check(type + ", " + c.name() + ": gradient of " + name).within(Cases.NETWORK)
                .gives(() -> values(parameter.grad()), values(gradients.get(name))));
    }

    @Test
    void withoutCorrectionsABlockIsTheIdentity() {
        Tensor x = random(1, 2, 3, 4);
        check("TransformerBlock.forward, all weights 0", x).because("x + 0 + 0: both ways around have no weights on them").within(Tolerance.EXACT)
                .gives(() -> values(Cases.block(4, 2, true).forward(x)), values(x));
    }

    @Test
    void theSecondPartReadsWhatTheFirstWrote() {
        TransformerBlock block = Cases.block(2, 1, true);
        Cases.set(block.parameters().get("attn.c_proj.bias"), tensor(shape(2), 10, -10));
        Cases.set(block.parameters().get("mlp.c_fc.weight"), tensor(shape(8, 2), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        Cases.set(block.parameters().get("mlp.c_proj.weight"), tensor(shape(2, 8), 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0));
        Tensor x = tensor(shape(1, 1, 2), 0, 0);
        check("TransformerBlock.forward", x).because("attention adds [10, -10]; normalised that is [1, -1], and gelu makes [0.8413, -0.1587] of it")
                .within(new Tolerance(1e-5, 0)).gives(() -> values(block.forward(x)), Values.of(new double[] {10.8413447, -10.1586553}, 1, 1, 2));
    }

    @Test
    void onlyWhatThePartsReadIsNormalised() {
        TransformerBlock block = Cases.block(4, 2, true);
        SplittableRandom random = new SplittableRandom(3);
        block.parameters().forEach((name, p) -> Cases.set(p, Tensor.uniform(random, -0.5f, 0.5f, p.dims()).add(name.matches("ln_.\\.weight") ? 1 : 0)));
        Tensor x = random(4, 1, 3, 4);
        Tensor y = check("TransformerBlock.forward", x).run(() -> block.forward(x.mul(1000)).sub(x.mul(1000)));
        Check check = check("TransformerBlock.forward, input of 1000 times the size", x);
        check.because("the parts read normalised numbers, so what they add stays as large as before; the stream itself is never normalised")
                .holds(y.abs().max().item() < 10, "corrections below 10", y.abs().max().item());
    }

    @Test
    void noTokenLooksAhead() {
        TransformerBlock block = Cases.block(4, 2, true);
        SplittableRandom random = new SplittableRandom(5);
        block.parameters().values().forEach(p -> Cases.set(p, Tensor.uniform(random, -0.5f, 0.5f, p.dims())));
        Tensor x = random(6, 1, 4, 4);
        Tensor before = check("TransformerBlock.forward", x).run(() -> block.forward(x));
        Tensor changed = x.copy();
        changed.set(9, 0, 3, 1);
        check("TransformerBlock.forward, last token changed", changed).because("tokens 0 to 2 come before it").within(Tolerance.EXACT)
                .gives(() -> values(block.forward(changed).narrow(1, 0, 3)), values(before.narrow(1, 0, 3)));
    }

    @Test
    void dropoutActsInTrainingAlone() {
        SplittableRandom random = new SplittableRandom(7);
        FeedForward layer = new FeedForward(Cases.linear(2, 8, true), new GELU(), Cases.linear(8, 2, true), 0.5, random);
        Cases.set(layer.parameters().get("c_proj.bias"), Tensor.scalar(1));
        Tensor x = random(1, 50, 2);
        Tensor y = check("FeedForward.forward, dropout 1/2", x).run(() -> layer.forward(x));
        float zeros = y.eq(0).sum().item();
        float twos = y.eq(2).sum().item();
        check("FeedForward.forward, dropout 1/2", x).because("the output is 1 everywhere: half of it becomes 0, the other half 2")
                .holds(zeros + twos == 100 && zeros > 25 && zeros < 75, "about 50 of 100 numbers 0, the others 2",
                        zeros + " times 0 and " + twos + " times 2");
        layer.eval();
        check("FeedForward.forward in eval mode", x).gives(() -> values(layer.forward(x)), values(Tensor.ones(50, 2)));
    }
}
