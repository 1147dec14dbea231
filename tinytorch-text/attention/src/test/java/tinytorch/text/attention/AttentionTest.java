package tinytorch.text.attention;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;

@Tag("attention.scores")
class AttentionTest {

    @Test
    void keysThatFitEquallyWellShareTheAttention() {
        Tensor same = Tensor.ones(2, 4);
        Check.call("Attention.weights", "(2, 4)", "(2, 4)", null).because("both keys are alike")
                .equal(() -> Attention.weights(same, same, null).toArray(), new float[] {0.5f, 0.5f, 0.5f, 0.5f});
    }
}
