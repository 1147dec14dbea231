package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("attention.masks")
class MasksTest {

    @Test
    void aTokenSeesItselfAndThoseBefore() {
        Check.call("Masks.causal", 3, 3).because("token 0 sees 0, token 1 sees 0 and 1, token 2 sees all")
                .gives(() -> values(Masks.causal(3, 3)), Values.of(new double[] {1, 0, 0, 1, 1, 0, 1, 1, 1}, 3, 3));
    }

    @Test
    void queriesAreTheLastTokens() {
        Check.call("Masks.causal", 2, 4).because("with 2 tokens in the cache the queries are tokens 2 and 3")
                .gives(() -> values(Masks.causal(2, 4)), Values.of(new double[] {1, 1, 1, 0, 1, 1, 1, 1}, 2, 4));
        Check.call("Masks.causal", 1, 3).because("the last token sees all")
                .gives(() -> values(Masks.causal(1, 3)), Values.of(new double[] {1, 1, 1}, 1, 3));
        Check.call("Masks.causal", 0, 2).because("no queries, no rows").equal(() -> Masks.causal(0, 2).shape().toString(), "(0, 2)");
    }

    @Test
    void moreQueriesThanTokensAreRefused() {
        Check.call("Masks.causal", 2, 2).equal(() -> Masks.causal(2, 2).shape().toString(), "(2, 2)");
        Check.call("Masks.causal", 3, 2).refuses(ShapeException.class, () -> Masks.causal(3, 2), "3 queries", "2 keys");
        Check.call("Masks.causal", -1, 2).refuses(ShapeException.class, () -> Masks.causal(-1, 2), "-1 queries");
    }

    @Test
    void paddingIsTheSameForHeadsAndQueries() {
        Tensor present = tensor(shape(2, 3), 1, 1, 0, 1, 0, 0);
        check("Masks.padding", present).because("axes of length 1 for heads and queries are broadcast")
                .gives(() -> values(Masks.padding(present)), Values.of(new double[] {1, 1, 0, 1, 0, 0}, 2, 1, 1, 3));
        check("Masks.padding", present).because("a view costs nothing")
                .holds(Masks.padding(present).data() == present.data(), "the numbers of the attention mask itself", "a copy");
    }

    @Test
    void paddingOfOneSequenceNeedsItsAxis() {
        check("Masks.padding", tensor(shape(1, 2), 1, 1)).equal(() -> Masks.padding(tensor(shape(1, 2), 1, 1)).rank(), 4);
        Tensor vector = tensor(shape(3), 1, 1, 0);
        check("Masks.padding", vector).refuses(ShapeException.class, () -> Masks.padding(vector), "(B, S)", "(3,)", "unsqueeze");
    }

    @Test
    void bothMustAllow() {
        Tensor causal = tensor(shape(2, 2), 1, 0, 1, 1);
        Tensor padding = tensor(shape(2, 1, 1, 2), 0, 1, 1, 1);
        check("Masks.both", causal, padding).because("the first sequence begins with padding: its token 0 sees nothing at all")
                .gives(() -> values(Masks.both(causal, padding)), Values.of(new double[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, 1, 2, 2));
    }

    @Test
    void nullAllowsEverything() {
        Tensor mask = tensor(shape(1, 2), 1, 0);
        Check.call("Masks.both", mask.shape(), null).equal(() -> Masks.both(mask, null), mask);
        Check.call("Masks.both", null, mask.shape()).equal(() -> Masks.both(null, mask), mask);
        Check.call("Masks.both", null, null).equal(() -> Masks.both(null, null), null);
    }
}
