package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Values;

@Tag("tensor.matmul")
class MatMulTest {

    @Test
    void multipliesTwoMatrices() {
        Tensor a = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        Tensor b = tensor(shape(3, 2), 7, 8, 9, 10, 11, 12);
        check("Tensor.matmul", a, b)
                .because("entry [i, j] is the dot product of row i of the left and column j of the right: [0, 0] = 1*7 + 2*9 + 3*11 = 58")
                .gives(() -> values(a.matmul(b)), Values.of(new double[] {58, 64, 139, 154}, 2, 2));
    }

    @Test
    void readsOperandsOfEveryMemoryLayout() {
        Tensor a = random(1, 3, 5);
        Tensor b = random(2, 5, 4);
        Values expected = reference(a, b);
        for (Tensor left : layouts(a)) {
            for (Tensor right : layouts(b)) {
                check("Tensor.matmul", left, right).because("a view must give what its contiguous copy gives: use the strides")
                        .gives(() -> values(left.matmul(right)), expected);
            }
        }
    }

    private static Values reference(Tensor a, Tensor b) {
        double[] out = new double[a.dim(0) * b.dim(1)];
        float[] x = a.toArray();
        float[] y = b.toArray();
        for (int i = 0; i < a.dim(0); i++) {
            for (int j = 0; j < b.dim(1); j++) {
                for (int p = 0; p < a.dim(1); p++) {
                    out[i * b.dim(1) + j] += (double) x[i * a.dim(1) + p] * y[p * b.dim(1) + j];
                }
            }
        }
        return Values.of(out, a.dim(0), b.dim(1));
    }
}
