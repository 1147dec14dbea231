package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("compress.embedding")
class EmbeddingTest {
    private static final Int8Weight TABLE = Int8Weight.read(tensor(new int[] {3, 2}, 127, -1, 127, 1, 0, 0), tensor(new int[] {3}, 1, 2, 1));

    @Test
    @LookAt("QuantizedEmbedding.rows")
    void eachIdGivesItsRow() {
        QuantizedEmbedding layer = new QuantizedEmbedding(TABLE);
        Tensor ids = tensor(new int[] {3}, 1, 0, 1);
        check("QuantizedEmbedding.forward", ids).because("row 1 has the scale 2, row 0 the scale 1").gives(() -> values(layer.forward(ids)), Values.of(new double[] {254, 2, 127, -1, 254, 2}, 3, 2));
    }

    @Test
    void idsMayHaveAnyShape() {
        QuantizedEmbedding layer = new QuantizedEmbedding(TABLE);
        Tensor ids = tensor(new int[] {2, 2}, 2, 1, 0, 2);
        check("QuantizedEmbedding.forward", ids).gives(() -> values(layer.forward(ids)), Values.of(new double[] {0, 0, 254, 2, 127, -1, 0, 0}, 2, 2, 2));
        check("QuantizedEmbedding.forward", ids.transpose()).because("a view is read in its own order")
                .gives(() -> values(layer.forward(ids.transpose())), Values.of(new double[] {0, 0, 127, -1, 254, 2, 0, 0}, 2, 2, 2));
    }

    @Test
    void rowsAreWhatIsLeftOfTheTable() {
        Int8Weight weight = Bytes.weight(1, 70, 33);
        Tensor ids = tensor(new int[] {4}, 69, 0, 31, 32);
        float[] all = weight.dequantize().toArray();
        double[] expected = new double[4 * 33];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = all[(int) ids.get(i / 33) * 33 + i % 33];
        }
        check("QuantizedEmbedding.forward", ids).gives(() -> values(new QuantizedEmbedding(weight).forward(ids)), Values.of(expected, 4, 33));
    }

    @Test
    void refusesWhatIsNoRow() {
        QuantizedEmbedding layer = new QuantizedEmbedding(TABLE);
        check("QuantizedEmbedding.forward").run(() -> layer.forward(tensor(new int[] {1}, 2)));
        for (double id : new double[] {3, -1, 0.5}) {
            Tensor ids = tensor(new int[] {1}, id);
            check("QuantizedEmbedding.forward", ids).refuses(IndexOutOfBoundsException.class, () -> layer.forward(ids), "0 to 2");
        }
    }
}
