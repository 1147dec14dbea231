package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Dtype;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.text.transformer.Gpt;

@Tag("compress.file")
class FileTest {
    /** Biases and norms are halves in the file: 11 bits. */
    private static final Tolerance HALVES = new Tolerance(1e-3, 2e-3);

    @TempDir
    private Path folder;

    private static MLP mlp(long seed) {
        return new MLP(new int[] {64, 128, 10}, new ReLU(), new SplittableRandom(seed));
    }

    /** What a file of a network of floats would hold, before anything is quantised. */
    @BeforeEach
    void ofFloats() {
        QuantizedState state = Check.call("QuantizedFile.state", "a network of floats").run(() -> QuantizedFile.state(mlp(1)));
        Check.call("QuantizedFile.state", "a network of floats").because("all of its state, and no bytes").equal(() -> String.join(" ", state.tensors().keySet()), "0.weight 0.bias 2.weight 2.bias");
    }

    private Layer reloaded(Layer small, Layer fresh) throws IOException {
        Path file = folder.resolve("network.safetensors");
        QuantizedFile.save(file, small, Map.of("who", "test"));
        return QuantizedFile.load(file, fresh);
    }

    @Test
    void everyPartHasItsNameAndType() {
        QuantizedState state = Check.call("QuantizedFile.state").run(() -> QuantizedFile.state(Quantization.int8(mlp(1))));
        Check.call("QuantizedFile.state").because("each quantised layer puts its parts under its own path").equal(() -> String.join(" ", new TreeSet<>(state.tensors().keySet())),
                "0.bias 0.scale 0.weight 2.bias 2.scale 2.weight");
        Check.call("QuantizedFile.state, 0.weight").equal(() -> state.types().get("0.weight"), Dtype.I8);
        Check.call("QuantizedFile.state, 0.scale").equal(() -> state.types().get("0.scale"), Dtype.F16);
        QuantizedState packed = Check.call("QuantizedFile.state").run(() -> QuantizedFile.state(Quantization.int4(mlp(1), 32)));
        Check.call("QuantizedFile.state, 0.weight of four bits").equal(() -> packed.types().get("0.weight"), Dtype.U8);
    }

    @Test
    void whatIsNotQuantisedIsThereToo() {
        QuantizedState state = Check.call("QuantizedFile.state").run(() -> QuantizedFile.state(Quantization.int8(NetworkTest.gpt())));
        for (String name : List.of("transformer.wpe.weight", "transformer.h.1.ln_2.bias", "transformer.ln_f.weight")) {
            Check.call("QuantizedFile.state").because("norms and positions are no quantised layers").holds(state.tensors().containsKey(name), "a tensor " + name, state.tensors().keySet());
        }
    }

    @Test
    void aSharedTableIsWrittenOnce() {
        QuantizedState state = Check.call("QuantizedFile.state").run(() -> QuantizedFile.state(Quantization.int8(NetworkTest.gpt())));
        Check.call("QuantizedFile.state(Gpt)").because("the last layer has the embedding's table").equal(state::tied, Map.of("lm_head", "transformer.wte"));
        Check.call("QuantizedFile.state(Gpt)").holds(!state.tensors().containsKey("lm_head.weight"), "no second table", state.tensors().keySet());
    }

    @Test
    @LookAt("QuantizedFile.fill")
    void aByteIsAByteOnDisk() throws IOException {
        Path whole = folder.resolve("float.safetensors");
        MLP network = new MLP(new int[] {300, 400, 10}, new ReLU(), new SplittableRandom(1));
        SafeTensors.save(whole, network.stateDict(), Map.of());
        Path small = folder.resolve("small.safetensors");
        Check.call("QuantizedFile.save").run(() -> {
            QuantizedFile.save(small, Quantization.int8(network), Map.of());
            return small;
        });
        double part = (double) Files.size(small) / Files.size(whole);
        Check.call("QuantizedFile.save, int8").because("a byte a weight, and two for each row").holds(part < 0.26, "at most 0.26 of the float file", part);
        QuantizedFile.save(small, Quantization.int4(network, 32), Map.of());
        double half = (double) Files.size(small) / Files.size(whole);
        Check.call("QuantizedFile.save, int4").because("half a byte a weight, and two bytes for each 32").holds(half < 0.15, "at most 0.15 of the float file", half);
    }

    @Test
    void anMlpComesBack() {
        Tensor x = random(1, 5, 64);
        for (Layer small : List.of(Quantization.int8(mlp(1)), Quantization.int8(mlp(1), MinMax::new, List.of(x)), Quantization.int4(mlp(1), 32))) {
            check("QuantizedFile.load(save(network)).forward", x).because("the same bytes and scales, biases as halves").within(HALVES)
                    .gives(() -> values(reloaded(small, mlp(2)).forward(x)), values(small.forward(x)));
        }
    }

    @Test
    @LookAt("QuantizedFile.fill")
    void aConvolutionalNetworkComesBack() {
        Layer cnn = new SmallVgg(2, 8, new int[] {8, 12}, 5, new SplittableRandom(2)).eval();
        Tensor x = random(4, 3, 2, 8, 8);
        for (Layer small : List.of(Quantization.int8(cnn), Quantization.int4(cnn, 16))) {
            check("QuantizedFile.load(save(network)).forward", x).within(HALVES)
                    .gives(() -> values(reloaded(small, new SmallVgg(2, 8, new int[] {8, 12}, 5, new SplittableRandom(9))).forward(x)), values(small.forward(x)));
        }
    }

    @Test
    void aGptComesBackTwiceTheSame() {
        Tensor ids = tensor(new int[] {2, 4}, 1, 2, 3, 4, 5, 6, 7, 8);
        Layer once = Check.call("QuantizedFile.load").run(() -> reloaded(Quantization.int8(NetworkTest.gpt()), new Gpt(NetworkTest.gpt().config(), new SplittableRandom(8))));
        check("QuantizedFile.load(save(gpt)).forward", ids).within(HALVES).gives(() -> values(once.forward(ids)), values(Quantization.int8(NetworkTest.gpt()).forward(ids)));
        check("QuantizedFile.load(save(what was loaded)).forward", ids).because("halves are written as they were read: nothing is lost a second time").within(Tolerance.EXACT)
                .gives(() -> values(reloaded(once, NetworkTest.gpt()).forward(ids)), values(once.forward(ids)));
    }

    @Test
    void whatIsBeyondHalvesStaysAFloat() throws IOException {
        Layer large = new Sequential(new Linear(Tensor.ones(2, 2), tensor(new int[] {2}, 1e6, 1)));
        QuantizedState state = Check.call("QuantizedFile.state").run(() -> QuantizedFile.state(Quantization.int8(large)));
        Check.call("QuantizedFile.state, 0.bias").because("the largest half is 65504").equal(() -> state.types().get("0.bias"), Dtype.F32);
        Path file = folder.resolve("halves.safetensors");
        Check.call("SafeTensors.save", "1e6 as F16").refuses(IllegalArgumentException.class, () -> {
            SafeTensors.save(file, Map.of("x", tensor(new int[] {1}, 1e6)), Map.of("x", Dtype.F16), Map.of());
            return file;
        }, "65504");
        SafeTensors.save(file, Map.of("x", tensor(new int[] {3}, 1.0009765625, -2, 65504)), Map.of("x", Dtype.F16), Map.of());
        Tensor back = SafeTensors.load(file).tensor("x");
        check("SafeTensors.load(save(halves))").within(Tolerance.EXACT).gives(() -> values(back), values(tensor(new int[] {3}, 1.0009765625, -2, 65504)));
    }

    @Test
    void anotherNetworkIsRefused() throws IOException {
        Path file = folder.resolve("network.safetensors");
        Check.call("QuantizedFile.save").run(() -> {
            QuantizedFile.save(file, Quantization.int8(mlp(1)), Map.of());
            return file;
        });
        MLP deeper = new MLP(new int[] {64, 128, 10, 3}, new ReLU(), new SplittableRandom(1));
        Check.call("QuantizedFile.load", "a deeper network").refuses(IllegalArgumentException.class, () -> QuantizedFile.load(file, deeper), "missing: 4.weight");
    }
}
