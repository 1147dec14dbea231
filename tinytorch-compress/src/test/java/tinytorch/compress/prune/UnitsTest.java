package tinytorch.compress.prune;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.network.Linear;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("compress.units")
class UnitsTest {
    static final Convolution PLAIN = Convolution.square(Window.of(3).padding(1));

    private static void scores(Units units, String why, double... expected) {
        Check.call("Units.scores").because(why).gives(() -> Values.of(units.scores(), expected.length), Values.of(expected, expected.length));
    }

    private static void keeps(double part, double[] scores, int[] expected, String why) {
        Check.call("Units.keep", "scores", part).because(why).equal(() -> Units.keep(scores, part), expected);
    }

    @Test
    void aUnitIsWorthWhatItBecomesTimesWhatIsMadeOfIt() {
        Linear from = new Linear(tensor(shape(2, 1), 3, 0), vector(4, 0));
        scores(new Units(from, null, new Linear(tensor(shape(1, 2), 2, 7), null)), "5 * 2, and 0 * 7: always 0", 10, 0);
        scores(new Units(from, null, new Linear(tensor(shape(2, 2), 0, 1, 0, 1), null)), "5 * 0: nobody reads it, and 0 * sqrt(2)", 0, 0);
        scores(new Units(new Linear(tensor(shape(2, 2), 3, 4, 1, 0), null), null, new Linear(tensor(shape(2, 2), -6, 1, 8, 1), vector(100, 100))),
                "5 * 10 and 1 * sqrt(2); the second bias belongs to no unit", 50, Math.sqrt(2));
    }

    @Test
    void aUnitMayBeReadByABlockOfColumns() {
        Conv2d from = new Conv2d(PLAIN, tensor(shape(2, 1, 1, 2), 3, 4, 0, 1), null);
        Linear to = new Linear(tensor(shape(1, 6), 1, 2, 2, 3, 0, 4), null);
        scores(new Units(from, null, to), "each channel is three pixels wide: 5 * 3 and 1 * 5", 15, 5);
    }

    @Test
    void kernelsAreReadToo() {
        Conv2d from = new Conv2d(PLAIN, tensor(shape(2, 1, 1, 1), 1, 2), vector(0, 0));
        Conv2d to = new Conv2d(PLAIN, tensor(shape(2, 2, 1, 2), 1, 0, 2, 1, 0, 1, 2, 0), null);
        scores(new Units(from, null, to), "channel 0 is read by 1, 0 and 0, 1, channel 1 by 2, 1 and 2, 0", Math.sqrt(2), 2 * 3);
    }

    @Test
    void behindANormTheRowsSayNothing() {
        Conv2d from = new Conv2d(PLAIN, tensor(shape(2, 1, 1, 1), 100, 1), null);
        BatchNorm2d norm = new BatchNorm2d(2);
        norm.parameters().get("weight").detach().copyFrom(vector(3, 0));
        norm.parameters().get("bias").detach().copyFrom(vector(4, 2));
        scores(new Units(from, norm, new Linear(tensor(shape(1, 2), 1, 1), null)), "scale 3 and shift 4, scale 0 and shift 2: a constant is something too", 5, 2);
    }

    @Test
    void theBestStayInTheirOrder() {
        keeps(0.5, new double[] {5, 1, 4, 1}, new int[] {0, 2}, "units 1 and 3 go");
        keeps(0.5, new double[] {1, 9, 2, 8}, new int[] {1, 3}, "in the order of the network, not of the scores");
        keeps(0, new double[] {0, 3, 1}, new int[] {0, 1, 2}, "none go");
        keeps(0.25, new double[] {2, 2, 2, 2}, new int[] {1, 2, 3}, "of equal scores the first");
    }

    @Test
    void oneAlwaysStays() {
        keeps(0.99, new double[] {1, 3, 2}, new int[] {1}, "a layer of no units would cut the network in two");
        keeps(0.9, new double[] {4}, new int[] {0}, "round(0.9) is 1, but it is the only one");
    }

    @Test
    void theNumberThatGoIsRounded() {
        keeps(0.3, new double[] {1, 2, 3, 4, 5, 6}, new int[] {2, 3, 4, 5}, "1.8 is 2");
        keeps(0.4, new double[] {1, 2, 3}, new int[] {1, 2}, "1.2 is 1");
    }

    @Test
    void refusesLayersThatDoNotFollowEachOther() {
        Check.call("Units.keep").run(() -> Units.keep(new double[] {1, 2}, 0.5));
        Tensor weight = random(1, 3, 2);
        Check.call("Units", "(3, 2)", "(1, 4)").refuses(ShapeException.class, () -> new Units(new Linear(weight, null), null, new Linear(random(2, 1, 4), null)), "(3, 2)", "(1, 4)");
        Check.call("Units.keep", 1).refuses(IllegalArgumentException.class, () -> Units.keep(new double[] {1, 2}, 1), "1.0");
    }
}
