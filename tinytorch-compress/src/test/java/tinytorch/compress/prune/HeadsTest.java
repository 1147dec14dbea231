package tinytorch.compress.prune;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;

@Tag("compress.heads")
class HeadsTest {
    private static final GptConfig SMALL = new GptConfig(11, 8, 2, 4, 16, true);

    @TempDir
    private Path folder;

    private static Gpt gpt(GptConfig config) {
        Gpt gpt = new Gpt(config, new SplittableRandom(1));
        gpt.stateDict().forEach((name, tensor) -> tensor.detach().copyFrom(random(name.hashCode(), tensor.dims()).mul(0.3f)));
        gpt.eval();
        return gpt;
    }

    private static Values output(Gpt gpt, Tensor ids) {
        return Tracking.off(() -> values(gpt.forward(ids)));
    }

    private static Map<String, Tensor> removeHeads(Tensor attn, Tensor bias, Tensor proj, int width, double part) {
        Map<String, Tensor> state = new HashMap<>(Map.of("c_attn.weight", attn, "c_attn.bias", bias, "c_proj.weight", proj));
        Check.call("GptPruning.removeHeads", attn.shape(), part).run(() -> {
            GptPruning.removeHeads(state, "", width, part);
            return state;
        });
        return state;
    }

    @Test
    void takesQueriesKeysAndValuesOfAHead() {
        Tensor proj = tensor(shape(1, 6), 1, 1, 0, 0, 1, 1);
        Map<String, Tensor> state = removeHeads(counting(18, 1), counting(18), proj, 2, 0.34);
        Values rows = Values.of(new double[] {0, 1, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17}, 12, 1);
        Check.call("GptPruning.removeHeads, c_attn.weight").because("head 1 is read by nobody: rows 2, 3 (query), 8, 9 (key), 14, 15 (value) go").within(Tolerance.EXACT)
                .gives(() -> values(state.get("c_attn.weight")), rows);
        Check.call("GptPruning.removeHeads, c_attn.bias").within(Tolerance.EXACT).gives(() -> values(state.get("c_attn.bias")), Values.of(rows.data(), 12));
        Check.call("GptPruning.removeHeads, c_proj.weight").within(Tolerance.EXACT).gives(() -> values(state.get("c_proj.weight")), Values.of(new double[] {1, 1, 1, 1}, 1, 4));
    }

    @Test
    void theValuesDecideNotTheQueries() {
        Tensor attn = tensor(shape(6, 1), 100, 1, 100, 1, 1, 2);
        Map<String, Tensor> state = removeHeads(attn, vector(0, 0, 0, 0, 0, 0), tensor(shape(1, 2), 1, 1), 1, 0.5);
        Check.call("GptPruning.removeHeads").because("head 0 has large queries and keys, but says less").within(Tolerance.EXACT)
                .gives(() -> values(state.get("c_attn.weight")), Values.of(new double[] {1, 1, 2}, 3, 1));
        Map<String, Tensor> byBias = removeHeads(attn, vector(0, 0, 0, 0, 9, 0), tensor(shape(1, 2), 1, 1), 1, 0.5);
        Check.call("GptPruning.removeHeads").because("the bias of its value counts too").within(Tolerance.EXACT)
                .gives(() -> values(byBias.get("c_attn.bias")), Values.of(new double[] {0, 0, 9}, 3));
        Map<String, Tensor> byReader = removeHeads(attn, vector(0, 0, 0, 0, 0, 0), tensor(shape(1, 2), 5, 1), 1, 0.5);
        Check.call("GptPruning.removeHeads").because("and how it is read").within(Tolerance.EXACT)
                .gives(() -> values(byReader.get("c_proj.weight")), Values.of(new double[] {5}, 1, 1));
    }

    @Test
    void takesFeedForwardUnits() {
        Map<String, Tensor> state = new HashMap<>(Map.of("c_fc.weight", tensor(shape(3, 1), 1, 5, 3), "c_fc.bias", vector(0, 1, 2), "c_proj.weight", tensor(shape(1, 3), 9, 0, 1),
                "c_proj.bias", vector(4)));
        Check.call("GptPruning.removeUnits").run(() -> {
            GptPruning.removeUnits(state, "", 0.34);
            return state;
        });
        Check.call("GptPruning.removeUnits, c_fc.weight").because("unit 1 is read by nobody").within(Tolerance.EXACT)
                .gives(() -> values(state.get("c_fc.weight")), Values.of(new double[] {1, 3}, 2, 1));
        Check.call("GptPruning.removeUnits, c_fc.bias").within(Tolerance.EXACT).gives(() -> values(state.get("c_fc.bias")), Values.of(new double[] {0, 2}, 2));
        Check.call("GptPruning.removeUnits, c_proj.weight").within(Tolerance.EXACT).gives(() -> values(state.get("c_proj.weight")), Values.of(new double[] {9, 1}, 1, 2));
        Check.call("GptPruning.removeUnits, c_proj.bias").because("outputs stay").within(Tolerance.EXACT).gives(() -> values(state.get("c_proj.bias")), Values.of(new double[] {4}, 1));
    }

    @Test
    void withoutUselessHeadsAndUnitsAGptComputesTheSame() {
        for (boolean bias : new boolean[] {true, false}) {
            Gpt gpt = gpt(new GptConfig(11, 8, 2, 4, 16, bias));
            Map<String, Tensor> state = gpt.stateDict();
            state.get("transformer.h.0.attn.c_proj.weight").detach().narrow(1, 4, 8).fill(0);
            state.get("transformer.h.1.attn.c_proj.weight").detach().narrow(1, 0, 4).fill(0);
            state.get("transformer.h.1.attn.c_proj.weight").detach().narrow(1, 12, 4).fill(0);
            state.get("transformer.h.0.mlp.c_proj.weight").detach().narrow(1, 10, 32).fill(0);
            state.get("transformer.h.1.mlp.c_proj.weight").detach().narrow(1, 32, 32).fill(0);
            Gpt smaller = Check.call("GptPruning.prune", 0.5, 0.5).run(() -> GptPruning.prune(gpt, 0.5, 0.5));
            Tensor ids = tensor(shape(2, 5), 1, 2, 3, 4, 5, 10, 9, 8, 7, 6);
            check("Gpt.forward, pruned", ids).because("nobody reads what was removed, with bias: " + bias).within(Tolerance.ofSum(64)).gives(() -> output(smaller, ids), output(gpt, ids));
            Check.call("GptPruning.prune, c_attn.weight").equal(() -> smaller.stateDict().get("transformer.h.1.attn.c_attn.weight").shape().toString(), "(24, 16)");
            Check.call("GptPruning.prune, c_fc.weight").equal(() -> smaller.stateDict().get("transformer.h.1.mlp.c_fc.weight").shape().toString(), "(32, 16)");
        }
    }

    @Test
    void theSmallerGptWritesWithItsCache() {
        Gpt smaller = (Gpt) Check.call("Structured.prune", "Gpt", 0.5).run(() -> Structured.prune(gpt(SMALL), 0.5));
        int[][] texts = new int[2][];
        for (int i = 0; i < 2; i++) {
            boolean cached = i == 1;
            texts[i] = Check.call("TextGenerator.generate").run(() -> new TextGenerator(smaller, new Sampling(1, 0, 1), new SplittableRandom(5)).generate(new int[] {1, 2}, 5, cached, _ -> { }));
        }
        Check.call("TextGenerator.generate").because("the caches have as many heads as their blocks").equal(() -> texts[1], texts[0]);
    }

    @Test
    void theFileShrinksAndCanBeReadAgain() throws IOException {
        Gpt gpt = gpt(SMALL);
        Gpt smaller = Check.call("GptPruning.prune", 0.75, 0.5).run(() -> GptPruning.prune(gpt, 0.75, 0.5));
        Path whole = folder.resolve("whole.safetensors");
        Path less = folder.resolve("less.safetensors");
        SafeTensors.save(whole, gpt.stateDict(), Map.of());
        SafeTensors.save(less, smaller.stateDict(), Map.of());
        Check.call("GptPruning.prune, file").because("the shapes are smaller").holds(Files.size(less) < 0.65 * Files.size(whole), "at most 0.65 of " + Files.size(whole), Files.size(less));
        Gpt read = Gpt.of(SMALL, SafeTensors.load(less).tensors(), new SplittableRandom(0));
        read.eval();
        Tensor ids = tensor(shape(1, 3), 1, 2, 3);
        check("Gpt.of", ids).because("the state tells how many heads there are").within(Tolerance.EXACT).gives(() -> output(read, ids), output(smaller, ids));
    }
}
