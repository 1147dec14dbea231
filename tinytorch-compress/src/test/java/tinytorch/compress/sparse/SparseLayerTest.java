package tinytorch.compress.sparse;

import static tinytorch.compress.sparse.SparseProductTest.csr;
import static tinytorch.compress.sparse.SparseProductTest.sparse;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.sparse-layer")
class SparseLayerTest {

    @Test
    void aSparseLayerAddsItsBiasToEveryColumn() {
        SparseLinear sparse = new SparseLinear(csr(tensor(shape(2, 3), 0, 2, 0, 1, 0, 0)), vector(10, 20));
        Tensor columns = tensor(shape(3, 1), 5, 6, 7);
        check("SparseLinear.columns", columns).because("2 * 6 + 10 and 1 * 5 + 20").gives(() -> values(sparse.columns(columns)), Values.of(new double[] {22, 25}, 2, 1));
        Tensor two = tensor(shape(3, 2), 5, 0, 6, 0, 7, 0);
        check("SparseLinear.columns", two).because("each row of the result has one bias").gives(() -> values(sparse.columns(two)), Values.of(new double[] {22, 10, 25, 20}, 2, 2));
        SparseLinear without = new SparseLinear(csr(tensor(shape(1, 2), 0, 3)), null);
        Tensor column = tensor(shape(2, 1), 1, 2);
        check("SparseLinear.columns", column).because("there may be no bias").gives(() -> values(without.columns(column)), Values.of(new double[] {6}, 1, 1));
    }

    @Test
    void aSparseNetworkComputesWhatTheOtherDoes() {
        SparseNetwork none = new SparseNetwork(new Sequential());
        check("SparseNetwork.forward, no layers", random(2, 3, 2)).because("transposed and back").gives(() -> values(none.forward(random(2, 3, 2))), values(random(2, 3, 2)));
        MLP network = new MLP(new int[] {20, 16, 5}, new ReLU(), new SplittableRandom(1));
        Tracking.off(() -> network.parameters().get("0.weight").copyFrom(sparse(3, 16, 20)));
        SparseNetwork sparse = new SparseNetwork(network);
        Tensor input = random(4, 7, 20);
        Values expected = Tracking.off(() -> values(network.forward(input)));
        check("SparseNetwork.forward", input).because("zeros add nothing").within(Tolerance.ofSum(20)).gives(() -> Tracking.off(() -> values(sparse.forward(input))), expected);
    }

    @Test
    void aLayerTakesRowsOfAnyShape() {
        Linear linear = new Linear(sparse(5, 4, 6), random(7, 4));
        SparseLinear layer = new SparseLinear(csr(linear.parameters().get("weight").detach()), linear.parameters().get("bias"));
        for (Tensor input : new Tensor[] {random(6, 2, 3, 6), random(6, 1, 6), random(6, 6)}) {
            Values expected = Tracking.off(() -> values(linear.forward(input)));
            check("SparseLinear.forward", input).within(Tolerance.ofSum(6)).gives(() -> values(layer.forward(input)), expected);
        }
    }
}
