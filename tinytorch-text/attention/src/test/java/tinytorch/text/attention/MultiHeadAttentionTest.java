package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("attention.multi-head")
class MultiHeadAttentionTest {

    private static MultiHeadAttention layer(int q, int k, int v, int width, int heads) {
        return new MultiHeadAttention(Cases.linear(q, width, true, 1), Cases.linear(k, width, true, 3), Cases.linear(v, width, true, 5),
                Cases.linear(width, width, true, 7), heads);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("multi_head")) {
            Tensor q = Cases.leaf(c, 0);
            Tensor k = Cases.leaf(c, 1);
            Tensor v = Cases.leaf(c, 2);
            MultiHeadAttention layer = Cases.load(layer(q.dim(2), k.dim(2), v.dim(2), q.dim(2), c.args().get("heads").asInt()), c, 4);
            Tensor mask = Cases.flag(c, "allowed") ? tensor(c.inputs().getLast())
                    : Cases.flag(c, "present") ? tensor(c.inputs().getLast()).unsqueeze(1).unsqueeze(1) : null;
            Tensor y = check("MultiHeadAttention.forward, " + c.name(), q, k, v).run(() -> layer.forward(q, k, v, mask));
            check("MultiHeadAttention.forward, " + c.name(), q, k, v).because("torch.nn.MultiheadAttention gives this").within(Cases.PRODUCTS)
                    .gives(() -> values(y), c.outputs().getFirst());
            List<Tensor> leaves = new ArrayList<>(List.of(q, k, v));
            leaves.addAll(layer.parameters().values());
            List<Tensor> gradients = Cases.gradients(y, tensor(c.inputs().get(3)), leaves.toArray(Tensor[]::new));
            for (int i = 0; i < gradients.size(); i++) {
                Tensor gradient = gradients.get(i);
                String name = i < 3 ? List.of("query", "key", "value").get(i) : List.copyOf(layer.parameters().keySet()).get(i - 3);
                check("gradient of " + name + ", " + c.name(), gradient).because("torch.nn.MultiheadAttention has this gradient")
                        .within(new Tolerance(2e-4, 2e-5)).gives(() -> values(gradient), c.outputs().get(1 + i));
            }
        }
    }

    @Test
    void aloneItLooksAtItself() {
        MultiHeadAttention layer = layer(4, 4, 4, 4, 2);
        Tensor x = random(1, 2, 3, 4);
        Values expected = check("MultiHeadAttention.forward", x).run(() -> values(layer.forward(x, x, x, null)));
        check("MultiHeadAttention.forward", x).gives(() -> values(layer.forward(x)), expected);
    }

    @Test
    void asManyOutputsAsQueries() {
        Tensor q = random(1, 2, 3, 4);
        Tensor k = random(2, 2, 5, 6);
        Tensor v = random(3, 2, 5, 2);
        MultiHeadAttention layer = new MultiHeadAttention(Cases.linear(4, 6, false, 1), Cases.linear(6, 6, false, 2), Cases.linear(2, 9, false, 3),
                Cases.linear(9, 7, false, 4), 3);
        check("MultiHeadAttention.forward", q, k, v).because("values may be longer than queries, and the output as long as out_proj makes it")
                .equal(() -> layer.forward(q, k, v, null).shape().toString(), "(2, 3, 7)");
        check("MultiHeadAttention.parameters", q).equal(() -> List.copyOf(layer.parameters().keySet()),
                List.of("q_proj.weight", "k_proj.weight", "v_proj.weight", "out_proj.weight"));
    }

    @Test
    void dropsInTrainingAlone() {
        Tensor x = random(1, 2, 3, 4);
        MultiHeadAttention layer = new MultiHeadAttention(Cases.linear(4, 4, true, 1), Cases.linear(4, 4, true, 3), Cases.linear(4, 4, true, 5),
                Cases.linear(4, 4, true, 7), 2, 0.5, new SplittableRandom(1));
        Tensor first = check("MultiHeadAttention.forward with dropout", x).run(() -> layer.forward(x));
        check("MultiHeadAttention.forward with dropout", x).because("every call drops others")
                .holds(layer.forward(x).sub(first).abs().max().item() > 1e-3, "another output", "the same");
        layer.eval();
        check("MultiHeadAttention.forward with dropout, in evaluation", x).because("nothing is dropped")
                .gives(() -> values(layer.forward(x)), values(layer(4, 4, 4, 4, 2).forward(x)));
    }

    @Test
    void refusesLayersThatDoNotFit() {
        Tensor x = random(1, 1, 2, 4);
        check("MultiHeadAttention.forward", x).run(() -> layer(4, 4, 4, 4, 2).forward(x));
        check("MultiHeadAttention", x).refuses(IllegalArgumentException.class, () -> layer(4, 4, 4, 4, 3), "3 heads");
        check("MultiHeadAttention", x).refuses(IllegalArgumentException.class, () -> new MultiHeadAttention(Cases.linear(4, 4, true, 1),
                Cases.linear(4, 6, true, 1), Cases.linear(4, 4, true, 1), Cases.linear(4, 4, true, 1), 2), "k_proj Linear(4, 6)");
    }
}
