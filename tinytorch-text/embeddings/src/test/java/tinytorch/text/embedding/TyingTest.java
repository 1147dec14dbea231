package tinytorch.text.embedding;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.autograd.Autograd;
import tinytorch.nn.Layer;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("embedding.tying")
class TyingTest {
    private static final Tolerance SUMS = new Tolerance(1e-5, 1e-5);

    /** The smallest language model: a token's vector, one layer, a score for every token. */
    private static final class Model extends Layer {
        private final Embedding tokens;
        private final Linear mix;
        private final Linear head;

        Model(Tensor table, Tensor mix) {
            this.tokens = child("wte", new Embedding(table));
            this.mix = child("mix", new Linear(mix, null));
            this.head = child("lm_head", tokens.tied());
        }

        @Override
        public Tensor forward(Tensor ids) {
            return head.forward(mix.forward(tokens.forward(ids)));
        }
    }

    private static Embedding embedding() {
        return new Embedding(tensor(shape(3, 2), 1, 0, 0, 1, 1, 1));
    }

    @Test
    void everyTokenGetsItsProductAsScore() {
        check("Embedding.tied().forward", vector(2, 3)).because("[2, 3] times the rows [1, 0], [0, 1] and [1, 1]")
                .gives(() -> values(embedding().tied().forward(vector(2, 3))), values(vector(2, 3, 5)));
        Tensor batch = tensor(shape(2, 1, 2), 1, 0, 0, 1);
        check("Embedding.tied().forward", batch).because("(..., dim) gives (..., count)")
                .gives(() -> values(embedding().tied().forward(batch)), Values.of(new double[] {1, 0, 1, 0, 1, 1}, 2, 1, 3));
    }

    @Test
    void itIsOneTableAndNotACopy() {
        Embedding layer = embedding();
        Linear head = Check.call("Embedding.tied").run(layer::tied);
        Tracking.off(() -> layer.weight().fill(7));
        check("Embedding.tied().forward", vector(1, 2)).because("what one layer learns the other one uses: all numbers were set to 7")
                .gives(() -> values(head.forward(vector(1, 2))), values(vector(21, 21, 21)));
    }

    @Test
    void theTableIsOneParameterUnderTwoNames() {
        Model model = Check.call("a model with Embedding.tied").run(() -> new Model(random(1, 5, 3), random(2, 3, 3)));
        Check.call("Layer.parameters").because("a training step must not change the table twice")
                .equal(() -> model.parameters().keySet().toString(), "[wte.weight, mix.weight]");
        Check.call("Layer.parameterCount").because("5 * 3 + 3 * 3; without tying it would be 5 * 3 more").equal(model::parameterCount, 24L);
        Check.call("Layer.stateDict").because("the file can also be read by a model that does not share").equal(() -> model.stateDict().keySet().toString(),
                "[wte.weight, mix.weight, lm_head.weight]");
    }

    @Test
    void theGradientsOfBothUsesAddUp() {
        Tensor ids = vector(0, 3, 3);
        Tensor table = random(3, 4, 2);
        Tensor g = random(4, 3, 4);
        Embedding layer = new Embedding(table.copy());
        Tensor logits = check("Embedding.forward, then tied().forward", ids).run(() -> layer.tied().forward(layer.forward(ids)));
        Embedding alone = new Embedding(table.copy());
        Linear head = new Linear(table.copy(), null);
        Autograd.backward(head.forward(alone.forward(ids)), g);
        Tensor sum = alone.weight().grad().add(head.parameters().get("weight").grad());
        Check.call("Autograd.backward").because("the gradient of the lookup plus that of the product, as two tables of the same numbers have them")
                .within(SUMS).gives(() -> {
                    Autograd.backward(logits, g);
                    return values(layer.weight().grad());
                }, values(sum));
    }

    @Test
    void hasNoBias() {
        Linear head = Check.call("Embedding.tied").run(() -> new Embedding(random(1, 6, 3)).tied());
        Check.call("Embedding.tied").equal(head::toString, "Linear(3, 6, no bias)");
    }

    @Test
    @LookAt("Embedding.tied")
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("tied")) {
            Tensor ids = tensor(c.inputs().get(0));
            Model model = Check.call("a model with Embedding.tied").run(() -> new Model(tensor(c.inputs().get(2)), tensor(c.inputs().get(3))));
            Tensor logits = check("a model with Embedding.tied, " + c.name(), ids).run(() -> model.forward(ids));
            check("logits, " + c.name(), ids).within(SUMS).gives(() -> values(logits), c.outputs().get(0));
            Tensor loss = Tensor.apply(new CrossEntropy(), logits, tensor(c.inputs().get(1)));
            check("loss, " + c.name(), ids).within(SUMS).gives(() -> values(loss), c.outputs().get(1));
            Autograd.backward(loss);
            check("gradient of the table, " + c.name(), ids).because("PyTorch has this for a weight that is used twice").within(SUMS)
                    .gives(() -> values(model.tokens.weight().grad()), c.outputs().get(2));
            check("gradient between them, " + c.name(), ids).within(SUMS).gives(() -> values(model.parameters().get("mix.weight").grad()), c.outputs().get(3));
        }
    }
}
