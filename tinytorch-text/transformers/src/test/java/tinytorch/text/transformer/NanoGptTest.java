package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;

@Tag("transformer.load")
class NanoGptTest {
    private static final String TOKENS = "transformer.wte.weight";
    private static final String HEAD = "lm_head.weight";

    @Test
    @LookAt("NanoGpt.names")
    void aStateDictSavedByPyTorchLoadsByName() throws IOException {
        SafeTensors file;
        try (InputStream in = NanoGptTest.class.getResourceAsStream("nanogpt.safetensors")) {
            file = SafeTensors.read("nanogpt.safetensors", in.readAllBytes());
        }
        Golden.Case c = Cases.of("saved").getFirst();
        GptConfig config = new GptConfig(6, 4, 2, 2, 4, true);
        Map<String, Tensor> state = Check.call("NanoGpt.names", "nanogpt.safetensors").run(() -> NanoGpt.names(file.tensors()));
        Gpt gpt = Check.call("Gpt.of", config).because("prefix and masks are gone, every name is a parameter's")
                .run(() -> Gpt.of(config, state, new SplittableRandom(1)));
        Tensor ids = tensor(c.inputs().getFirst());
        check("Gpt.forward", ids).because("PyTorch gives this with the weights of the file").within(Cases.NETWORK)
                .gives(() -> values(gpt.forward(ids)), c.output());
    }

    @Test
    void namesThatAreRightStay() {
        Map<String, Tensor> state = Cases.state(Cases.small(), 1);
        Map<String, Tensor> names = Check.call("NanoGpt.names").run(() -> NanoGpt.names(state));
        Check.call("NanoGpt.names").because("this is what Gpt.stateDict gives").equal(names::keySet, state.keySet());
        state.keySet().forEach(name -> Check.call("NanoGpt.names: " + name).holds(names.get(name) == state.get(name), "the same tensor", "another"));
    }

    @Test
    void thePrefixOfACompiledModelIsTakenOff() {
        Map<String, Tensor> saved = new LinkedHashMap<>();
        Cases.state(Cases.small(), 1).forEach((name, tensor) -> saved.put("_orig_mod." + name, tensor));
        Check.call("NanoGpt.names").equal(() -> NanoGpt.names(saved).keySet(), Cases.state(Cases.small(), 1).keySet());
    }

    @Test
    void masksAreLeftOutAndBiasesAreNot() {
        Map<String, Tensor> saved = Cases.state(Cases.small(), 1);
        for (int i = 0; i < 2; i++) {
            saved.put("transformer.h." + i + ".attn.bias", Tensor.ones(1, 1, 6, 6));
            saved.put("_orig_mod.transformer.h." + i + ".attn.masked_bias", Tensor.scalar(-1e4f));
        }
        Check.call("NanoGpt.names").because("attn.bias is a mask; attn.c_attn.bias is learnt")
                .equal(() -> NanoGpt.names(saved).keySet(), Cases.state(Cases.small(), 1).keySet());
        Check.call("NanoGpt.names").because("the map that was given is the caller's")
                .holds(saved.containsKey("transformer.h.0.attn.bias"), "an unchanged map", saved.keySet());
    }

    @Test
    void aSharedTableMayBeSavedOnce() {
        for (String dropped : new String[] {TOKENS, HEAD}) {
            Map<String, Tensor> saved = Cases.state(Cases.small(), 1);
            Tensor table = saved.remove(dropped);
            Map<String, Tensor> names = Check.call("NanoGpt.names", "without " + dropped).run(() -> NanoGpt.names(saved));
            Check.call("NanoGpt.names", "without " + dropped).because("both names stand for one table")
                    .holds(names.get(dropped) == table, "the table under both names",
                    names.get(dropped));
        }
    }

    @Test
    void tablesThatDifferAreRefused() {
        Map<String, Tensor> saved = Cases.state(Cases.small(), 1);
        saved.put(HEAD, saved.get(TOKENS).copy());
        Check.call("NanoGpt.names").because("equal numbers in two tensors are fine").run(() -> NanoGpt.names(saved));
        saved.put(HEAD, saved.get(TOKENS).add(1));
        Check.call("NanoGpt.names").refuses(IllegalArgumentException.class, () -> NanoGpt.names(saved), TOKENS, HEAD);
    }
}
