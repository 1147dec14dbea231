package tinytorch.text.embedding;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.autograd.Autograd;
import tinytorch.nn.network.Initializer;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("embedding.positions")
class PositionsTest {
    private static LearnedPositions learned() {
        return new LearnedPositions(tensor(shape(3, 2), 1, 0, 2, 0, 3, 0));
    }

    @Test
    void everyVectorGetsThatOfItsPosition() {
        Tensor x = tensor(shape(2, 2), 10, 10, 20, 20);
        check("Positions.forward", x).because("positions 0 and 1")
                .gives(() -> values(learned().forward(x)), Values.of(new double[] {11, 10, 22, 20}, 2, 2));
        check("Positions.forward, start 1", x).because("positions 1 and 2")
                .gives(() -> values(learned().forward(x, 1)), Values.of(new double[] {12, 10, 23, 20}, 2, 2));
    }

    @Test
    void everySequenceOfABatchGetsTheSame() {
        Tensor x = tensor(shape(2, 2, 2), 10, 10, 20, 20, 30, 30, 40, 40);
        check("Positions.forward", x).because("axis -2 is the position, not axis 0")
                .gives(() -> values(learned().forward(x)), Values.of(new double[] {11, 10, 22, 20, 31, 30, 42, 40}, 2, 2, 2));
    }

    @Test
    void piecesWithTheirStartGiveWhatTheWholeGives() {
        Tensor x = random(1, 2, 9, 6);
        List<Supplier<Positions>> kinds = List.of(() -> new LearnedPositions(random(2, 9, 6)), () -> new SinusoidalPositions(9, 6));
        for (Supplier<Positions> kind : kinds) {
            Positions positions = Check.call("new Positions", 9, 6).run(kind::get);
            Tensor whole = check(positions + ".forward", x).run(() -> positions.forward(x));
            for (int start : new int[] {0, 4, 8}) {
                Tensor piece = x.narrow(1, start, 9 - start);
                check(positions + ".forward, start " + start, piece).because("a text with a cache of " + start + " tokens gets the vectors that follow")
                        .within(Tolerance.EXACT).gives(() -> values(positions.forward(piece, start)), values(whole.narrow(1, start, 9 - start)));
            }
        }
    }

    @Test
    void sinusoidsAreAdded() {
        Tensor x = random(1, 2, 3, 4);
        check("LearnedPositions.forward", x).run(() -> new LearnedPositions(random(2, 3, 4)).forward(x));
        Tensor table = Check.call("SinusoidalPositions.table").run(() -> SinusoidalPositions.table(3, 4));
        SinusoidalPositions positions = new SinusoidalPositions(5, 4);
        check("SinusoidalPositions.forward", x).because("input + the first 3 rows of the table")
                .gives(() -> values(positions.forward(x)), values(x.add(table)));
        Check.call("SinusoidalPositions.parameterCount").because("there is nothing to learn").equal(positions::parameterCount, 0L);
    }

    @Test
    void aRepeatedTokenGetsDifferentVectors() {
        Tensor x = tensor(shape(3, 2), 5, 5, 5, 5, 5, 5);
        Tensor out = check("LearnedPositions.forward", x).run(() -> learned().forward(x));
        check("LearnedPositions.forward", x).because("that is what positions are for")
                .holds(out.get(0, 0) != out.get(1, 0) && out.get(1, 0) != out.get(2, 0), "three different vectors", out);
    }

    @Test
    @LookAt("LearnedPositions.rows")
    void learnedVectorsGetTheGradientOfTheirPositions() {
        for (Golden.Case c : Cases.of("learned")) {
            Tensor x = tensor(c.inputs().get(0)).requiresGrad(true);
            LearnedPositions positions = new LearnedPositions(tensor(c.inputs().get(1)));
            int start = c.args().get("start").asInt();
            Tensor out = check("LearnedPositions.forward, " + c.name(), x).run(() -> positions.forward(x, start));
            check("LearnedPositions.forward, " + c.name(), x).because("torch.nn.functional.embedding of the positions, added").within(Tolerance.EXACT)
                    .gives(() -> values(out), c.outputs().get(0));
            Check.call("backward, " + c.name()).run(() -> {
                Autograd.backward(out, tensor(c.inputs().get(2)));
                return null;
            });
            Check.call("gradient of the input, " + c.name()).gives(() -> values(x.grad()), c.outputs().get(1));
            Check.call("gradient of the weight, " + c.name()).because("each position's gradients add up over the batch; unused positions get 0")
                    .holds(positions.weight().grad() != null, "a gradient", "none: was the view taken so that autograd remembers it?");
            Check.call("gradient of the weight, " + c.name()).because("each position's gradients add up over the batch; unused positions get 0")
                    .gives(() -> values(positions.weight().grad()), c.outputs().get(2));
        }
    }

    @Test
    void tooLongSequencesAreRefused() {
        LearnedPositions positions = learned();
        Tensor x = random(1, 2, 2);
        check("Positions.forward, start 1", x).run(() -> positions.forward(x, 1));
        check("Positions.forward, start 2", x).refuses(IllegalArgumentException.class, () -> positions.forward(x, 2), "position 3", "from position 2");
        check("Positions.forward, start -1", x).refuses(IllegalArgumentException.class, () -> positions.forward(x, -1), "from position -1");
        check("Positions.forward", random(1, 4, 2)).refuses(IllegalArgumentException.class, () -> positions.forward(random(1, 4, 2)), "position 3");
        check("Positions.forward", random(1, 2, 3)).refuses(IllegalArgumentException.class, () -> positions.forward(random(1, 2, 3)), "(..., T, 2)");
        Check.call("new LearnedPositions", "(3,)").refuses(IllegalArgumentException.class, () -> new LearnedPositions(random(1, 3)), "(count, dim)");
    }

    @Test
    void theStateHasTheNameOfNanoGpt() {
        LearnedPositions positions = new LearnedPositions(7, 3, Initializer.normal(0, 0.02f), new SplittableRandom(1));
        check("LearnedPositions.forward", random(1, 7, 3)).because("7 positions are enough for 7 vectors").run(() -> positions.forward(random(1, 7, 3)));
        Check.call("LearnedPositions.stateDict").because("below 'wpe' it becomes wpe.weight")
                .equal(() -> positions.stateDict().keySet().toString(), "[weight]");
        Check.call("LearnedPositions").equal(() -> positions + " " + positions.parameterCount(), "LearnedPositions(7, 3) 21");
    }
}
