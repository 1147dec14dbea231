package tinytorch.text.attention;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Values;

@Tag("attention.heads")
class HeadsTest {

    @Test
    void everyHeadGetsItsPartOfEveryToken() {
        Tensor x = tensor(shape(1, 2, 4), 1, 2, 3, 4, 5, 6, 7, 8);
        check("Heads(2).split", x).because("head 0 has the first half of both tokens, head 1 the second")
                .gives(() -> values(new Heads(2).split(x)), Values.of(new double[] {1, 2, 5, 6, 3, 4, 7, 8}, 1, 2, 2, 2));
    }

    @Test
    void sequencesStayApart() {
        Tensor x = counting(2, 3, 4);
        Tensor split = check("Heads(2).split", x).run(() -> new Heads(2).split(x));
        check("Heads(2).split", x).because("number p of head h of token t of sequence b is x[b, t, h * 2 + p]")
                .holds(split.get(1, 0, 2, 1) == x.get(1, 2, 1) && split.get(1, 1, 0, 1) == x.get(1, 0, 3) && split.get(0, 1, 2, 0) == x.get(0, 2, 2),
                        "21, 15 and 10", split);
    }

    @Test
    void splittingCopiesNothing() {
        Tensor x = counting(2, 3, 6);
        check("Heads(3).split", x).because("it is another way to read the same numbers")
                .holds(new Heads(3).split(x).data() == x.data(), "a view", "a copy");
        Tensor part = counting(2, 3, 18).narrow(-1, 6, 6);
        check("Heads(3).split", part).because("also of a part of a longer vector: what c_attn gives is never copied")
                .holds(new Heads(3).split(part).data() == part.data(), "a view", "a copy");
    }

    @Test
    void mergingPutsHeadsSideBySide() {
        Tensor x = tensor(shape(1, 2, 2, 2), 1, 2, 5, 6, 3, 4, 7, 8);
        check("Heads(2).merge", x).because("token 0 is [1, 2] of head 0, then [3, 4] of head 1")
                .gives(() -> values(new Heads(2).merge(x)), Values.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 4));
    }

    @Test
    void mergingUndoesSplitting() {
        for (int heads : new int[] {1, 2, 3, 6}) {
            for (Tensor x : layouts(random(heads, 2, 4, 6))) {
                check("Heads(" + heads + ").merge(split)", x).gives(() -> values(new Heads(heads).merge(new Heads(heads).split(x))), values(x));
            }
        }
    }

    @Test
    void aHeadMayHaveAnotherLengthAfterwards() {
        Tensor x = counting(2, 3, 2, 5);
        check("Heads(3).merge", x).because("values may be longer than queries").equal(() -> new Heads(3).merge(x).shape().toString(), "(2, 2, 15)");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Tensor fits = random(1, 2, 3, 4);
        check("Heads(2).split", fits).equal(() -> new Heads(2).split(fits).shape().toString(), "(2, 2, 3, 2)");
        check("Heads(3).split", fits).refuses(ShapeException.class, () -> new Heads(3).split(fits), "3 heads", "(2, 3, 4)");
        Tensor single = random(1, 3, 4);
        check("Heads(2).split", single).refuses(ShapeException.class, () -> new Heads(2).split(single), "(3, 4)", "unsqueeze");
        Tensor four = random(1, 2, 3, 4, 5);
        check("Heads(2).merge", four).refuses(ShapeException.class, () -> new Heads(2).merge(four), "(B, 2, T, d)", "(2, 3, 4, 5)");
        check("Heads", fits).refuses(IllegalArgumentException.class, () -> new Heads(0), "at least one");
    }
}
