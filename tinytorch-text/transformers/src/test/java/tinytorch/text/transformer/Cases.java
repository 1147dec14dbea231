package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.attention.CausalSelfAttention;

/** What the tests of this module share: PyTorch's results, and models with weights that no task of this module has to make. */
final class Cases {
    /** A few normalisations and products one after the other. */
    static final Tolerance NETWORK = new Tolerance(5e-5, 5e-5);

    private Cases() {
    }

    static List<Golden.Case> of(String op) {
        return Golden.load(Cases.class, "golden.json", op);
    }

    /** The tensors of a case from this place on, by the names that it lists. */
    static Map<String, Tensor> named(Golden.Case c, List<Values> from, int first) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (int i = 0; i < c.args().get("names").size(); i++) {
            state.put(c.args().get("names").get(i).asString(), tensor(from.get(first + i)));
        }
        return state;
    }

    static GELU gelu(String approximate) {
        return new GELU(approximate.equals("tanh") ? GELU.Approximation.TANH : GELU.Approximation.NONE);
    }

    /** A block with weights 0 and norms that scale by 1. */
    static TransformerBlock block(int width, int heads, boolean bias) {
        CausalSelfAttention attention = new CausalSelfAttention(linear(width, 3 * width, bias), linear(width, width, bias), heads);
        return new TransformerBlock(new LayerNorm(width, bias, 1e-5), attention, new LayerNorm(width, bias, 1e-5),
                new FeedForward(linear(width, 4 * width, bias), new GELU(), linear(4 * width, width, bias)));
    }

    static Linear linear(int in, int out, boolean bias) {
        return new Linear(Tensor.zeros(out, in), bias ? Tensor.zeros(out) : null);
    }

    /** Random weights for a GPT of this size by nanoGPT's names: large enough that every part of it matters. */
    static Map<String, Tensor> state(GptConfig config, long seed) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        int d = config.width();
        put(state, "transformer.wte.weight", random, config.vocabulary(), d);
        put(state, "transformer.wpe.weight", random, config.context(), d);
        for (int i = 0; i < config.layers(); i++) {
            String h = "transformer.h." + i + ".";
            norm(state, h + "ln_1", config.bias(), random, d);
            linear(state, h + "attn.c_attn", config.bias(), random, 3 * d, d);
            linear(state, h + "attn.c_proj", config.bias(), random, d, d);
            norm(state, h + "ln_2", config.bias(), random, d);
            linear(state, h + "mlp.c_fc", config.bias(), random, 4 * d, d);
            linear(state, h + "mlp.c_proj", config.bias(), random, d, 4 * d);
        }
        norm(state, "transformer.ln_f", config.bias(), random, d);
        state.put("lm_head.weight", state.get("transformer.wte.weight"));
        return state;
    }

    private static void linear(Map<String, Tensor> state, String name, boolean bias, SplittableRandom random, int out, int in) {
        put(state, name + ".weight", random, out, in);
        if (bias) {
            put(state, name + ".bias", random, out);
        }
    }

    private static void norm(Map<String, Tensor> state, String name, boolean bias, SplittableRandom random, int d) {
        put(state, name + ".weight", random, d);
        state.computeIfPresent(name + ".weight", (_, weight) -> weight.add(1));
        if (bias) {
            put(state, name + ".bias", random, d);
        }
    }

    private static void put(Map<String, Tensor> state, String name, SplittableRandom random, int... dims) {
        state.put(name, Tensor.uniform(random, -0.5f, 0.5f, dims));
    }

    /** A GPT with these weights. */
    static Gpt gpt(GptConfig config, long seed) {
        return Gpt.of(config, state(config, seed), new SplittableRandom(seed));
    }

    /** 2 layers of 2 heads, width 8, context 6, 11 tokens. */
    static GptConfig small() {
        return new GptConfig(11, 6, 2, 2, 8, true);
    }

    static Tensor ids(int[]... rows) {
        double[] all = new double[rows.length * rows[0].length];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        return tensor(new int[] {rows.length, rows[0].length}, all);
    }

    /** Overwrites a parameter. */
    static void set(Tensor parameter, Tensor value) {
        Tracking.off(() -> parameter.copyFrom(value));
    }
}
