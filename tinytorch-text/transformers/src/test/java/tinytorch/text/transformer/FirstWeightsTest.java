package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.values;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;

@Tag("transformer.init")
class FirstWeightsTest {

    @Test
    void whatWritesToTheResidualStreamStartsSmaller() {
        for (String name : new String[] {"transformer.h.0.mlp.c_proj.weight", "transformer.h.7.attn.c_proj.weight"}) {
            Check.call("FirstWeights.deviation", name, 8).because("0.02 / sqrt(2 * 8)").equal(() -> FirstWeights.deviation(name, 8), 0.005);
        }
        for (String name : new String[] {"transformer.wte.weight", "transformer.h.0.mlp.c_fc.weight", "transformer.h.0.attn.c_attn.weight"}) {
            Check.call("FirstWeights.deviation", name, 8).equal(() -> FirstWeights.deviation(name, 8), 0.02);
        }
    }

    @Test
    void matricesAreRandomAndVectorsStay() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("a.c_fc.weight", Tensor.zeros(60, 50).requiresGrad(true));
        parameters.put("a.c_fc.bias", Tensor.zeros(60).requiresGrad(true));
        parameters.put("a.ln_1.weight", Tensor.ones(50).requiresGrad(true));
        parameters.put("a.c_proj.weight", Tensor.zeros(60, 50).requiresGrad(true));
        Check.call("FirstWeights.fill").run(() -> {
            FirstWeights.fill(parameters, 2, new SplittableRandom(1));
            return parameters;
        });
        deviation("a.c_fc.weight", parameters, 0.02);
        deviation("a.c_proj.weight", parameters, 0.01);
        Check.call("FirstWeights.fill: a.c_fc.bias").within(Tolerance.EXACT).gives(() -> values(parameters.get("a.c_fc.bias")), values(Tensor.zeros(60)));
        Check.call("FirstWeights.fill: a.ln_1.weight").because("scales start at 1").within(Tolerance.EXACT)
                .gives(() -> values(parameters.get("a.ln_1.weight")), values(Tensor.ones(50)));
        Check.call("FirstWeights.fill: origin").because("a parameter is a leaf: nothing is remembered of how it was filled")
                .holds(parameters.get("a.c_fc.weight").origin() == null, "no origin", parameters.get("a.c_fc.weight").origin());
    }

    private static void deviation(String name, Map<String, Tensor> parameters, double expected) {
        Tensor p = parameters.get(name);
        double mean = p.mean().item();
        double deviation = Math.sqrt(p.mul(p).mean().item());
        Check.call("FirstWeights.fill: " + name).because("mean 0 and this deviation, of 3000 numbers")
                .holds(Math.abs(mean) < 0.1 * expected && Math.abs(deviation / expected - 1) < 0.06, "0 and " + expected, mean + " and " + deviation);
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        GptConfig config = Cases.small();
        Gpt model = Check.call("Gpt", config).run(() -> new Gpt(config, new SplittableRandom(5)));
        Map<String, Tensor> again = new Gpt(config, new SplittableRandom(5)).stateDict();
        Map<String, Tensor> other = new Gpt(config, new SplittableRandom(6)).stateDict();
        model.stateDict().forEach((name, tensor) -> Check.call("Gpt(seed 5): " + name).within(Tolerance.EXACT)
                .gives(() -> values(again.get(name)), values(tensor)));
        String wpe = "transformer.wpe.weight";
        Check.call("Gpt(seed 6)").holds(!values(other.get(wpe)).equals(values(model.stateDict().get(wpe))), "other numbers than with seed 5", "the same");
    }
}
