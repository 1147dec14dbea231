package tinytorch.nn;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("layers.dropout")
class DropoutTest {

    /** A generator that gives these numbers, one after the other. */
    private static RandomGenerator giving(double... numbers) {
        return new RandomGenerator() {
            private int next;

            @Override
            public long nextLong() {
                throw new AssertionError("use nextFloat, as Tensor.uniform does");
            }

            @Override
            public float nextFloat() {
                return (float) numbers[next++];
            }
        };
    }

    private static double[] full(double value, int n) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void dropsSomeElementsAndScalesUpTheOthers() {
        Tensor x = vector(1, 2, 3);
        check("Dropout(0.75).forward", x).because("kept where u >= 0.75, for u = 0.8, 0.1, 0.75; what is kept is divided by 1 - 0.75")
                .gives(() -> values(new Dropout(0.75, giving(0.8, 0.1, 0.75)).forward(x)), Values.of(new double[] {4, 0, 12}, 3));
    }

    @Test
    void drawsOneNumberAnElementInRowMajorOrder() {
        Tensor x = tensor(shape(2, 2), 1, 2, 3, 4);
        for (Tensor view : layouts(x)) {
            check("Dropout(0.5).forward", x).because("the memory layout of the input makes no difference")
                    .gives(() -> values(new Dropout(0.5, giving(0.9, 0.1, 0.2, 0.7)).forward(view)), Values.of(new double[] {2, 0, 0, 8},
                            2, 2));
        }
    }

    @Test
    void keepsTheExpectedValue() {
        Tensor x = tensor(shape(20_000), full(1, 20_000));
        Check check = check("Dropout(0.3).forward", x);
        float[] y = check.run(() -> new Dropout(0.3, new SplittableRandom(1)).forward(x)).toArray();
        double sum = 0;
        int dropped = 0;
        for (float value : y) {
            sum += value;
            dropped += value == 0 ? 1 : 0;
        }
        // Five standard deviations: sqrt(0.3 * 0.7 / 20,000) = 0.0032 for the share, 0.0046 for the mean.
        check.holds(Math.abs(dropped / 20_000.0 - 0.3) < 0.0165, "about 30% of the elements are 0", dropped / 20_000.0);
        check.holds(Math.abs(sum / 20_000 - 1) < 0.0235, "the mean stays about 1: what is kept is divided by 0.7", sum / 20_000);
    }

    @Test
    void drawsANewMaskInEveryCall() {
        Tensor x = vector(1, 1);
        Dropout dropout = new Dropout(0.5, giving(0.9, 0.1, 0.1, 0.9));
        check("Dropout(0.5).forward", x).gives(() -> values(dropout.forward(x)), Values.of(new double[] {2, 0}, 2));
        check("Dropout(0.5).forward", x).because("a second call draws again")
                .gives(() -> values(dropout.forward(x)), Values.of(new double[] {0, 2}, 2));
    }

    @Test
    void givesTheSameMasksForTheSameSeed() {
        Tensor x = random(1, 5, 7);
        Values first = check("Dropout(0.5).forward", x).run(() -> values(new Dropout(0.5, new SplittableRandom(42)).forward(x)));
        check("Dropout(0.5).forward", x).because("all randomness comes from the generator that was given")
                .gives(() -> values(new Dropout(0.5, new SplittableRandom(42)).forward(x)), first);
    }

    @Test
    void dropsNothingOrEverythingAtTheEnds() {
        Tensor x = vector(1, -2, 3);
        check("Dropout(0).forward", x).because("p = 0 keeps every element, also where u is 0")
                .gives(() -> values(new Dropout(0, giving(0, 0.5, 0.9)).forward(x)), Values.of(new double[] {1, -2, 3}, 3));
        Dropout all = new Dropout(1, giving(0, 0.5, 0.99999994));
        check("Dropout(1).forward", x).because("p = 1 drops every element; 0 * 1 / 0 would be NaN")
                .gives(() -> values(all.forward(x)), Values.of(new double[3], 3));
        check("Dropout(1).backward", x).because("nothing had an influence")
                .gives(() -> values(all.backward(x)), Values.of(new double[3], 3));
    }

    @Test
    void isTheIdentityInEvalMode() {
        Dropout dropout = new Dropout(0.5, giving(0.9, 0.1));
        Tensor x = vector(1, 2);
        Check check = check("Dropout(0.5).forward", x);
        check.run(() -> dropout.forward(x));
        dropout.eval();
        check
                .holds(check.run(() -> dropout.forward(x)) == x, "in eval mode the input itself is returned, and no number is drawn",
                        "another tensor");
        check.because("eval mode keeps nothing, and forgets what an earlier forward kept")
                .refuses(IllegalStateException.class, () -> dropout.backward(x), "train mode");
    }

    @Test
    void sendsTheGradientThroughTheSameMask() {
        Dropout dropout = new Dropout(0.75, giving(0.8, 0.1, 0.75));
        Tensor gradOutput = vector(1, 10, 100);
        check("Dropout(0.75).backward", gradOutput)
                .because("dL/dy * mask, with the mask of forward: scaled as well, and no new one is drawn").gives(() -> {
            dropout.forward(vector(1, 2, 3));
            return values(dropout.backward(gradOutput));
        }, Values.of(new double[] {4, 0, 400}, 3));
        check("Dropout(0.75).backward", gradOutput).because("each forward allows one backward")
                .refuses(IllegalStateException.class, () -> dropout.backward(gradOutput), "forward");
    }

    @Test
    void dropsByPositionNotByValue() {
        Dropout dropout = new Dropout(0.5, giving(0.9, 0.1, 0.9));
        Tensor gradOutput = vector(1, 1, 1);
        check("Dropout(0.5).backward", gradOutput)
                .because("an input of 0 that was kept lets its gradient through: keep the mask, not the output").gives(() -> {
            dropout.forward(vector(0, 5, 6));
            return values(dropout.backward(gradOutput));
        }, Values.of(new double[] {2, 0, 2}, 3));
    }

    @Test
    void leavesItsInputAlone() {
        Tensor x = vector(1, 2);
        check("Dropout(0.5).forward", x).run(() -> new Dropout(0.5, giving(0.1, 0.9)).forward(x));
        check("Dropout(0.5).forward", x).because("forward must not change its input")
                .gives(() -> values(x), Values.of(new double[] {1, 2}, 2));
        Tensor empty = counting(0, 3);
        check("Dropout(0.5).forward", empty).because("nothing to drop")
                .gives(() -> values(new Dropout(0.5, giving()).forward(empty)), Values.of(new double[0], 0, 3));
    }

    @Test
    void refusesWhatIsNoProbabilityAndGradientsOfAnotherShape() {
        Dropout dropout = new Dropout(0.5, new SplittableRandom(1));
        check("Dropout(0.5).forward", counting(2, 3)).run(() -> dropout.forward(counting(2, 3)));
        check("Dropout(0.5).backward", counting(3)).because("a gradient that is broadcast silently is wrong")
                .refuses(ShapeException.class, () -> dropout.backward(counting(3)), "(2, 3)", "(3,)");
        for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
            Check.call("Dropout", p)
                    .refuses(IllegalArgumentException.class, () -> new Dropout(p, new SplittableRandom(1)), "from 0 to 1", "got " + p);
        }
    }
}
