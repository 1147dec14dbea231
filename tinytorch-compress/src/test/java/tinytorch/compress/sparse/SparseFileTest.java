package tinytorch.compress.sparse;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;

@Tag("compress.sparse-file")
class SparseFileTest {
    @TempDir
    private Path folder;

    private static void encodes(float[] numbers, float[] values, float[] gaps, String why) {
        Check.call("Gaps.encode").because(why).equal(() -> Gaps.encode(numbers).values(), values);
        Check.call("Gaps.encode").because(why).equal(() -> Gaps.encode(numbers).gaps(), gaps);
    }

    private static float[] at(int length, int... places) {
        float[] numbers = new float[length];
        for (int place : places) {
            numbers[place] = place + 1;
        }
        return numbers;
    }

    @Test
    void countsFromTheOneBefore() {
        encodes(new float[] {0, 0, 5, 0, 6, 0, 0, 0}, new float[] {5, 6}, new float[] {3, 2}, "3 steps from before the beginning, then 2; what follows the last is not stored");
        encodes(new float[] {1, 2}, new float[] {1, 2}, new float[] {1, 1}, "side by side");
        encodes(new float[] {0, -1, Float.NaN}, new float[] {-1, Float.NaN}, new float[] {2, 1}, "negative numbers are not 0, nor is NaN");
        encodes(new float[3], new float[0], new float[0], "nothing is stored");
    }

    @Test
    void bridgesLongGaps() {
        encodes(at(301, 300), new float[] {0, 301}, new float[] {255, 46}, "300 zeros: 255 steps to a stored 0, 46 to the number");
        encodes(at(255, 254), new float[] {255}, new float[] {255}, "255 steps are just possible");
        encodes(at(256, 255), new float[] {0, 256}, new float[] {255, 1}, "256 are not");
        encodes(at(600, 0, 599), new float[] {1, 0, 0, 600}, new float[] {1, 255, 255, 89}, "two stored zeros");
    }

    @Test
    void comesBackAsItWas() {
        for (float[] numbers : new float[][] {at(1, 0), at(5), at(301, 300), at(2000, 3, 4, 700, 1500, 1999), at(256, 255)}) {
            Check.call("Gaps.decode", numbers.length).equal(() -> Gaps.encode(numbers).decode(numbers.length), numbers);
        }
    }

    @Test
    @LookAt({"Gaps.encode", "Gaps.decode"})
    void aFileOfAPrunedStateIsSmallAndWhole() throws IOException {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("0.weight", SparseProductTest.sparse(1, 120, 100));
        state.put("0.bias", random(2, 120));
        state.put("count", Tensor.scalar(7));
        Path dense = folder.resolve("dense.safetensors");
        Path sparse = folder.resolve("sparse.safetensors");
        SafeTensors.save(dense, state, Map.of());
        Check.call("SparseFile.save").run(() -> {
            SparseFile.save(sparse, state);
            return sparse;
        });
        Check.call("SparseFile.save").because("a tenth of the numbers, at 5 bytes each").holds(Files.size(sparse) < 0.17 * Files.size(dense), "at most 0.17 of " + Files.size(dense), Files.size(sparse));
        Map<String, Tensor> loaded = Check.call("SparseFile.load").run(() -> SparseFile.load(sparse));
        Check.call("SparseFile.load").equal(loaded::keySet, state.keySet());
        state.forEach((name, tensor) -> Check.call("SparseFile.load, " + name).within(Tolerance.EXACT).gives(() -> values(loaded.get(name)), values(tensor)));
    }
}
