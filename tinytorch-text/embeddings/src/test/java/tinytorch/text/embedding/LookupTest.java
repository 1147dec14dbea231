package tinytorch.text.embedding;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;

@Tag("embedding.lookup")
class LookupTest {

    @Test
    void rowsAreChosenByNumber() {
        Tensor table = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Check.call("Lookup", "[2, 0]", table).because("row 2, then row 0")
                .equal(() -> new Lookup().forward(List.of(Tensor.of(2, 0), table)).toArray(), new float[] {5, 6, 1, 2});
    }
}
