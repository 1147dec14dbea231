package tinytorch.text.transformer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("transformer.norm")
class LayerNormTest {

    @Test
    void aRowGetsMeanZeroAndVarianceOne() {
        Check.call("LayerNorm(2)", "[1, 3]").because("the mean is 2 and the deviation 1")
                .gives(() -> values(new LayerNorm(2, true, 1e-12).forward(Tensor.of(1, 3))), Values.of(new double[] {-1, 1}, 2));
    }

    private static Values values(Tensor tensor) {
        double[] numbers = new double[tensor.size()];
        float[] floats = tensor.toArray();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floats[i];
        }
        return Values.of(numbers, tensor.dims());
    }
}
