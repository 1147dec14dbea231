package tinytorch.text.transformer;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.autograd.Autograd;
import tinytorch.optim.AdamW;
import tinytorch.optim.Moments;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;

@Tag("transformer.groups")
class WeightDecayTest {

    @Test
    void matricesDecayAndVectorsDoNot() {
        Gpt gpt = Cases.gpt(new GptConfig(5, 4, 1, 1, 2, true), 1);
        List<ParameterGroup> groups = Check.call("WeightDecay.groups").run(() -> WeightDecay.groups(gpt, 0.01, 0.1));
        Check.call("WeightDecay.groups: the first").because("linear layers and tables; the shared table once")
                .equal(() -> groups.get(0).parameters().keySet().toString(),
                "[transformer.wte.weight, transformer.wpe.weight, transformer.h.0.attn.c_attn.weight, transformer.h.0.attn.c_proj.weight, "
                + "transformer.h.0.mlp.c_fc.weight, transformer.h.0.mlp.c_proj.weight]");
        Check.call("WeightDecay.groups: the second").because("biases, and scales and shifts of the norms")
                .equal(() -> groups.get(1).parameters().keySet().toString(),
                "[transformer.h.0.ln_1.weight, transformer.h.0.ln_1.bias, transformer.h.0.attn.c_attn.bias, transformer.h.0.attn.c_proj.bias, "
                + "transformer.h.0.ln_2.weight, transformer.h.0.ln_2.bias, transformer.h.0.mlp.c_fc.bias, transformer.h.0.mlp.c_proj.bias, "
                + "transformer.ln_f.weight, transformer.ln_f.bias]");
        Check.call("WeightDecay.groups: decay").equal(() -> List.of(groups.get(0).weightDecay(), groups.get(1).weightDecay()), List.of(0.1, 0.0));
        Check.call("WeightDecay.groups: learning rates").equal(() -> List.of(groups.get(0).learningRate(), groups.get(1).learningRate()),
                List.of(0.01, 0.01));
    }

    @Test
    void aGroupWithoutParametersIsLeftOut() {
        Check.call("WeightDecay.groups(LayerNorm)").equal(() -> WeightDecay.groups(new LayerNorm(3), 0.01, 0.1).size(), 1);
        Check.call("WeightDecay.groups(Linear without bias)")
                .equal(() -> WeightDecay.groups(Cases.linear(2, 3, false), 0.01, 0.1).getFirst().weightDecay(), 0.1);
    }

    /** Everything of this module at work: if a gradient were wrong or missing, this would not come near 0. */
    @Test
    void aBatchCanBeMemorised() {
        Gpt gpt = Cases.gpt(new GptConfig(11, 8, 2, 2, 16, true), 2);
        AdamW optimizer = Check.call("AdamW(WeightDecay.groups)").run(() -> new AdamW(WeightDecay.groups(gpt, 0.01, 0.1), new Moments(0.9, 0.99, 1e-8)));
        Tensor ids = Cases.ids(new int[] {1, 5, 2, 8, 3, 3, 0, 9}, new int[] {2, 7, 2, 4, 10, 6, 5, 1}, new int[] {0, 0, 1, 0, 0, 2, 0, 3});
        Tensor targets = Cases.ids(new int[] {5, 2, 8, 3, 3, 0, 9, 4}, new int[] {7, 2, 4, 10, 6, 5, 1, 1}, new int[] {0, 1, 0, 0, 2, 0, 3, 0});
        float first = 0;
        float last = 0;
        for (int step = 0; step < 120; step++) {
            optimizer.zeroGrad();
            Tensor loss = Tensor.apply(new TokenLoss(), gpt.forward(ids), targets);
            Autograd.backward(loss);
            optimizer.step();
            first = step == 0 ? loss.item() : first;
            last = loss.item();
        }
        Check.call("120 steps on one batch").because("a model that is larger than its data can learn them by heart").holds(last < 0.05, "a loss below 0.05",
                "from " + first + " to " + last);
    }
}
