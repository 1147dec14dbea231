package tinytorch.text.embedding;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** Calls backward alone: it needs no result of forward. */
@Tag("embedding.scatter")
class ScatterTest {
    private static final Tensor G = tensor(shape(3, 2), 1, 2, 10, 20, 100, 200);

    private static Tensor scatter(int padding, Tensor g, Tensor ids, Tensor table) {
        return new Lookup(padding).backward(g, null, List.of(ids, table.requiresGrad(true))).get(1);
    }

    @Test
    void everyGradientGoesToItsRow() {
        check("Lookup.backward", G).because("ids 3, 0, 1: the first gradient belongs to row 3, and row 2 was not looked up")
                .gives(() -> values(scatter(-1, G, vector(3, 0, 1), random(1, 4, 2))), Values.of(new double[] {10, 20, 100, 200, 0, 0, 1, 2}, 4, 2));
    }

    @Test
    void gradientsOfARepeatedIdAddUp() {
        check("Lookup.backward", G).because("ids 2, 0, 2: row 2 was used twice, so it gets the sum of both gradients")
                .gives(() -> values(scatter(-1, G, vector(2, 0, 2), random(1, 3, 2))), Values.of(new double[] {10, 20, 0, 0, 101, 202}, 3, 2));
    }

    @Test
    void thePaddingRowGetsNone() {
        check("Lookup.backward", G).because("ids 2, 0, 2 with the padding id 2")
                .gives(() -> values(scatter(2, G, vector(2, 0, 2), random(1, 3, 2))), Values.of(new double[] {10, 20, 0, 0, 0, 0}, 3, 2));
        check("Lookup.backward", G).because("ids 0, 1, 0 with the padding id 0: no id is special but the one that was given")
                .gives(() -> values(scatter(0, G, vector(0, 1, 0), random(1, 3, 2))), Values.of(new double[] {0, 0, 10, 20, 0, 0}, 3, 2));
    }

    @Test
    void idsGetNoGradient() {
        List<Tensor> gradients = check("Lookup.backward", G).run(() -> new Lookup().backward(G, null,
                List.of(vector(0, 1, 2), random(1, 3, 2).requiresGrad(true))));
        check("Lookup.backward", G).because("ids are chosen, not computed").holds(gradients.size() == 2 && gradients.get(0) == null,
                "two gradients, null for the ids", gradients);
    }

    @Test
    void everyCallStartsFromZeroInANewTensor() {
        Lookup lookup = new Lookup();
        List<Tensor> inputs = List.of(vector(0, 1, 0), random(1, 2, 2).requiresGrad(true));
        Tensor first = check("Lookup.backward", G).run(() -> lookup.backward(G, null, inputs).get(1));
        Tensor second = check("Lookup.backward", G).run(() -> lookup.backward(G, null, inputs).get(1));
        check("Lookup.backward", G).because("the same inputs give the same gradient again").gives(() -> values(second), values(first));
        check("Lookup.backward", G).because("a gradient belongs to the caller").holds(first.data() != second.data(), "two tensors", "one storage");
    }

    @Test
    void agreesWithCentralDifferences() {
        int[] ids = {4, 1, 4, 0, 4, 1};
        double[] table = Cases.doubles(random(1, 5, 3));
        double[] c = Cases.doubles(random(2, 6, 3));
        double[] expected = CentralDifference.gradient(t -> Cases.lookup(t, 3, ids), table, c);
        check("Lookup.backward", tensor(shape(2, 3, 3), c)).because("this is how much the rows that were looked up, weighted with a random gradient, change")
                .gives(() -> values(scatter(-1, tensor(shape(2, 3, 3), c), tensor(shape(2, 3), 4, 1, 4, 0, 4, 1), tensor(shape(5, 3), table))),
                        Values.of(expected, 5, 3));
    }

    @Test
    void aLongBatchOfFewIdsIsAddedUpCompletely() {
        int n = 999;
        double[] ids = new double[n];
        double[] g = new double[n * 17];
        double[] sums = new double[3 * 17];
        for (int i = 0; i < n; i++) {
            ids[i] = i * i % 3;
            for (int j = 0; j < 17; j++) {
                g[i * 17 + j] = (i * 7 + j * 5) % 16 - 8;   // whole numbers: the sums are exact
                sums[(i * i % 3) * 17 + j] += g[i * 17 + j];
            }
        }
        check("Lookup.backward", tensor(shape(n, 17), g)).because("999 gradients go to rows 0 and 1, and none to row 2").within(Tolerance.EXACT)
                .gives(() -> values(scatter(-1, tensor(shape(n, 17), g), vector(ids), random(1, 3, 17))), Values.of(sums, 3, 17));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor ids = tensor(shape(2, 2), 2, 0, 2, 1);
        Tensor g = random(1, 2, 2, 3);
        Values expected = check("Lookup.backward", g).run(() -> values(scatter(-1, g, ids, random(2, 3, 3))));
        for (int i = 0; i < Cases.layouts(g).size(); i++) {
            Tensor otherIds = Cases.layouts(ids).get(i);
            Tensor gradient = Cases.layouts(g).get(i);
            Tensor table = Cases.layouts(random(2, 3, 3)).get(i);
            check("Lookup.backward", gradient, otherIds).because("views must give what their contiguous copies give")
                    .gives(() -> values(scatter(-1, gradient, otherIds, table)), expected);
        }
        Tensor row = tensor(shape(1, 3), 1, 2, 3).expand(4, 3);
        check("Lookup.backward", row).because("a broadcast gradient, as that of a sum: 4 times the same row")
                .gives(() -> values(scatter(-1, row, vector(1, 1, 0, 1), random(2, 2, 3))), Values.of(new double[] {1, 2, 3, 3, 6, 9}, 2, 3));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("embedding")) {
            Tensor g = tensor(c.inputs().get(2));
            check("Lookup.backward, " + c.name(), g).because("torch.nn.Embedding has this gradient").within(Tolerance.EXACT)
                    .gives(() -> values(scatter(Cases.padding(c), g, tensor(c.inputs().get(0)), tensor(c.inputs().get(1)))), c.outputs().get(1));
        }
    }
}
