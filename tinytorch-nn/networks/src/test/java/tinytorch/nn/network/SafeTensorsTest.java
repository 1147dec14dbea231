package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.activation.ReLU;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("networks.safetensors")
class SafeTensorsTest {
    @TempDir
    private Path folder;

    @Test
    void readsAndWritesWhatTheReferenceLibraryWrites() throws IOException {
        byte[] reference = resource("reference.safetensors");
        Golden.Case c = golden("reference.safetensors");
        SafeTensors loaded = Check.call("SafeTensors.read", "reference.safetensors").run(() -> SafeTensors.read("reference.safetensors", reference));
        Check.call("SafeTensors.read", "reference.safetensors")
                .equal(() -> List.copyOf(loaded.tensors().keySet()), c.args().get("names").valueStream().map(n -> n.asString()).toList());
        for (int i = 0; i < c.outputs().size(); i++) {
            String name = c.args().get("names").get(i).asString();
            Check.call("SafeTensors.read", "tensor \"" + name + "\"").within(Tolerance.EXACT)
                    .gives(() -> values(loaded.tensor(name)), c.outputs().get(i));
        }
        Check.call("SafeTensors.read", "metadata").equal(loaded::metadata, Map.of("license", "MIT", "note", "a \"quoted\" text, \u00e4"));
        Path file = folder.resolve("again.safetensors");
        Check.call("SafeTensors.save").because("byte for byte the reference file: header, padding, order of the tensors, numbers").equal(() -> {
            SafeTensors.save(file, backwards(loaded.tensors()), backwards(loaded.metadata()));
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        }, HexFormat.of().formatHex(reference));
    }

    private static <V> Map<String, V> backwards(Map<String, V> map) {
        Map<String, V> sorted = new TreeMap<>(Comparator.reverseOrder());
        sorted.putAll(map);
        return sorted;
    }

    @Test
    void widensHalfPrecisionNumbers() {
        Golden.Case c = golden("half.safetensors");
        SafeTensors loaded = Check.call("SafeTensors.read", "half.safetensors")
                .run(() -> SafeTensors.read("half.safetensors", resource("half.safetensors")));
        for (int i = 0; i < c.outputs().size(); i++) {
            String name = c.args().get("names").get(i).asString();
            Check.call("SafeTensors.read", "tensor \"" + name + "\"").because("PyTorch's own widening gives this").within(Tolerance.EXACT)
                    .gives(() -> values(loaded.tensor(name)), c.outputs().get(i));
        }
    }

    @Test
    void whatWasSavedIsLoaded() {
        Path file = folder.resolve("weights.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("matrix", random(1, 3, 4));
        tensors.put("scalar", tensor(shape(), 7));
        tensors.put("empty", tensor(shape(0, 3)));
        SafeTensors loaded = Check.call("SafeTensors.load", "what SafeTensors.save wrote").run(() -> {
            SafeTensors.save(file, tensors, Map.of("seed", "42"));
            return SafeTensors.load(file);
        });
        tensors.forEach((name, tensor) -> Check.call("SafeTensors.load", name).within(Tolerance.EXACT)
                .gives(() -> values(loaded.tensor(name)), values(tensor)));
        Check.call("SafeTensors.load", "metadata").equal(loaded::metadata, Map.of("seed", "42"));
        Check.call("SafeTensors.tensor", "\"bias\"").refuses(IllegalArgumentException.class, () -> loaded.tensor("bias"), "bias", "matrix");
    }

    @Test
    void viewsAreSavedAsTheyAreSeen() {
        Tensor tensor = random(2, 3, 4);
        int[] number = {0};
        for (Tensor layout : layouts(tensor)) {
            Path file = folder.resolve("layout" + number[0]++);
            Check.call("SafeTensors.save", "memory layout " + number[0]).because("row-major, whatever the strides").within(Tolerance.EXACT)
                    .gives(() -> {
                SafeTensors.save(file, Map.of("x", layout), Map.of());
                return values(SafeTensors.load(file).tensor("x"));
            }, values(tensor));
        }
    }

    @Test
    void numbersBeginAtAMultipleOfEightBytes() {
        for (String name : List.of("a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh")) {
            Path file = folder.resolve(name);
            byte[] bytes = Check.call("SafeTensors.save", name).run(() -> {
                SafeTensors.save(file, Map.of(name, vector(1)), Map.of());
                return Files.readAllBytes(file);
            });
            Check.call("SafeTensors.save", name)
                    .holds((bytes.length - 4) % 8 == 0 && bytes[8] == '{', "8 bytes, a header of a multiple of 8, then 4 bytes", bytes.length);
        }
    }

    @Test
    void aLargeTensorIsReadInParts() {
        Tensor large = random(3, 300, 500);
        Path file = folder.resolve("large");
        Check.call("SafeTensors.load", "(300, 500)").within(Tolerance.EXACT).gives(() -> {
            SafeTensors.save(file, Map.of("x", large, "y", vector(5)), Map.of());
            return values(SafeTensors.load(file).tensor("x"));
        }, values(large));
    }

    @Test
    void aNetworkGetsItsWeightsBack() {
        Path file = folder.resolve("network.safetensors");
        Sequential saved = network(1);
        Sequential other = network(2);
        Check.call("SafeTensors.load", "a state dict").run(() -> {
            SafeTensors.save(file, saved.stateDict(), Map.of());
            other.loadStateDict(SafeTensors.load(file).tensors());
            return other;
        });
        saved.parameters().forEach((name, tensor) -> Check.call("Sequential.loadStateDict", name).within(Tolerance.EXACT)
                .gives(() -> values(other.parameters().get(name)), values(tensor)));
    }

    private static Sequential network(long seed) {
        return new Sequential(new Linear(random(seed, 4, 3), random(seed + 10, 4)), new ActivationLayer(new ReLU()),
                new Linear(random(seed + 20, 2, 4), random(seed + 30, 2)));
    }

    @Test
    void anOlderFileIsReplacedAsAWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Check.call("SafeTensors.save").run(() -> {
            SafeTensors.save(file, Map.of("x", vector(1)), Map.of());
            SafeTensors.save(file, Map.of("x", vector(2)), Map.of());
            return file;
        });
        Check.call("SafeTensors.save", "over an older file").gives(() -> values(SafeTensors.load(file).tensor("x")), Values.of(new double[] {2}, 1));
        Check.call("SafeTensors.save", "__metadata__").refuses(IllegalArgumentException.class, () -> save(file, "__metadata__"), "__metadata__");
        Check.call("SafeTensors.save", "an empty name").refuses(IllegalArgumentException.class, () -> save(file, ""), "empty");
        Check.call("SafeTensors.save", "a name with a line break")
                .refuses(IllegalArgumentException.class, () -> save(file, "a\nb"), "control character");
        Map<String, String> nothing = new LinkedHashMap<>();
        nothing.put("seed", null);
        Check.call("SafeTensors.save", "metadata that is null").refuses(IllegalArgumentException.class, () -> {
            SafeTensors.save(file, Map.of("x", vector(3)), nothing);
            return file;
        }, "seed", "null");
        Check.call("SafeTensors.save", "after refused ones").because("a save that fails leaves the older file")
                .gives(() -> values(SafeTensors.load(file).tensor("x")), Values.of(new double[] {2}, 1));
        try (Stream<Path> files = Files.list(folder)) {
            Check.call("SafeTensors.save").because("nothing is left beside the file")
                    .equal(() -> files.map(p -> p.getFileName().toString()).toList(), List.of("weights.safetensors"));
        }
    }

    private static Path save(Path file, String name) throws IOException {
        SafeTensors.save(file, Map.of(name, vector(1)), Map.of());
        return file;
    }

    @Test
    void aMissingFileIsNoBrokenFile() {
        Check.call("SafeTensors.save").run(() -> save(folder.resolve("there"), "x"));
        Check.call("SafeTensors.load", "a missing file")
                .refuses(NoSuchFileException.class, () -> SafeTensors.load(folder.resolve("missing")), "missing");
        Check.call("SafeTensors.load", "a folder")
                .refuses(SafeTensorsException.class, () -> SafeTensors.load(folder), folder.toString(), "no regular file");
    }

    private static Golden.Case golden(String file) {
        return Golden.load(SafeTensorsTest.class, "golden.json", "safetensors").stream().filter(c -> c.name().equals(file)).findFirst().orElseThrow();
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = SafeTensorsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
