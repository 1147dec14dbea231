package tinytorch.compress.lowrank;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.low-rank")
class LowRankTest {
    private static final Svd VALUES = new Svd(new double[3][1], new double[] {4, 3, 0}, new double[3][1]);

    private static Values output(Layer network, Tensor input) {
        return Tracking.off(() -> values(network.forward(input)));
    }

    /** Comes first where singular values are computed, which is another task. */
    private static void savesAtAll() {
        Check.call("LowRank.saves", "Linear(8, 8)", 1).because("16 weights of 64").equal(() -> LowRank.saves(new Linear(Tensor.zeros(8, 8), null), 1), true);
    }

    private static void error(int rank, double expected, String why) {
        Check.call("Svd[4, 3, 0].error", rank).because(why).gives(() -> Values.of(new double[] {VALUES.error(rank)}, 1), Values.of(new double[] {expected}, 1));
    }

    @Test
    void whatIsLeftOutIsTheError() {
        error(0, 1, "everything");
        error(1, 0.6, "3 / 5");
        error(2, 0, "the last one is 0");
        Check.call("Svd[0].error", 1).because("0 / 0 would be NaN").equal(() -> new Svd(new double[1][1], new double[1], new double[1][1]).error(1), 0.0);
    }

    @Test
    void theLeastRankOfAnError() {
        Check.call("Svd[4, 3, 0].rank", 0.6).because("0.6 is allowed").equal(() -> VALUES.rank(0.6), 1);
        Check.call("Svd[4, 3, 0].rank", 0.59).equal(() -> VALUES.rank(0.59), 2);
        Check.call("Svd[4, 3, 0].rank", 1).because("1 at least").equal(() -> VALUES.rank(1), 1);
        Check.call("Svd[4, 3, 0].rank", 0).equal(() -> VALUES.rank(0), 2);
    }

    @Test
    void theSingularValuesTellTheTrueError() {
        Tensor weight = random(5, 12, 9);
        savesAtAll();
        Svd svd = Svd.of(weight);
        for (int rank = 1; rank <= 9; rank += 2) {
            int r = rank;
            Sequential two = Check.call("LowRank.factor", rank).run(() -> LowRank.factor(new Linear(weight, null), svd, r));
            Tensor product = two.parameters().get("1.weight").detach().matmul(two.parameters().get("0.weight").detach());
            Tensor difference = product.sub(weight.detach());
            double seen = Math.sqrt(difference.mul(difference).sum().item() / weight.detach().mul(weight.detach()).sum().item());
            Check.call("LowRank.factor", rank).because("Eckart and Young: the product misses as much as the values left out").holds(Math.abs(seen - svd.error(r)) < 1e-5, "" + svd.error(r), seen);
        }
    }

    @Test
    void ofFullRankTheTwoLayersAreTheOne() {
        savesAtAll();
        for (int[] size : new int[][] {{6, 4}, {4, 6}, {5, 5}}) {
            Linear linear = new Linear(size[0], size[1], new SplittableRandom(1));
            Sequential two = Check.call("LowRank.factor", linear, 4).run(() -> LowRank.factor(linear, Math.min(size[0], size[1])));
            Tensor input = random(2, 3, size[0]);
            check("Sequential.forward, factored", input).because("bias included, once").within(Tolerance.ofSum(36)).gives(() -> output(two, input), output(linear, input));
        }
    }

    @Test
    void bothLayersAreAboutEquallyLarge() {
        savesAtAll();
        Linear linear = new Linear(random(3, 8, 5).mul(100), null);
        Sequential two = Check.call("LowRank.factor", linear, 2).run(() -> LowRank.factor(linear, 2));
        Tensor first = two.parameters().get("0.weight").detach();
        Tensor second = two.parameters().get("1.weight").detach();
        Check.call("LowRank.factor").equal(() -> first.shape() + " " + second.shape(), "(2, 5) (8, 2)");
        double ratio = Math.sqrt(first.mul(first).sum().item() / second.mul(second).sum().item());
        Check.call("LowRank.factor").because("each has the root of the singular values").holds(Math.abs(ratio - 1) < 1e-5, "a ratio of 1", ratio);
        Check.call("LowRank.factor").because("the old layer had no bias").equal(() -> two.parameters().keySet().toString(), "[0.weight, 1.weight]");
    }

    @Test
    void savesOnlyBelowARank() {
        Linear linear = new Linear(784, 128, new SplittableRandom(2));
        Check.call("LowRank.saves", linear, 110).because("110 * 912 = 100,320 of 100,352").equal(() -> LowRank.saves(linear, 110), true);
        Check.call("LowRank.saves", linear, 111).equal(() -> LowRank.saves(linear, 111), false);
        Linear square = new Linear(4, 4, new SplittableRandom(3));
        Check.call("LowRank.saves", square, 2).because("16 of 16 saves nothing").equal(() -> LowRank.saves(square, 2), false);
    }

    @Test
    @LookAt("LowRank.factor")
    void aNetworkIsFactoredWhereItSaves() {
        savesAtAll();
        MLP network = new MLP(new int[] {30, 20, 3}, new ReLU(), new SplittableRandom(4));
        Tracking.off(() -> network.parameters().get("0.weight").copyFrom(random(5, 20, 2).matmul(random(6, 2, 30))));
        network.eval();
        Sequential smaller = Check.call("LowRank.factor", "MLP 30-20-3", 0.01).run(() -> LowRank.factor(network, 0.01));
        Check.call("LowRank.factor").because("the first weight has rank 2, the second saves nothing at rank 3").equal(() -> smaller.parameters().keySet().toString(),
                "[0.0.weight, 0.1.weight, 0.1.bias, 2.weight, 2.bias]");
        Check.call("LowRank.factor").equal(() -> smaller.parameters().get("0.0.weight").shape().toString(), "(2, 30)");
        Tensor input = random(7, 4, 30);
        check("Sequential.forward, factored", input).within(new Tolerance(1e-4, 1e-4)).gives(() -> output(smaller, input), output(network, input));
        Check.call("LowRank.factor", 0).refuses(IllegalArgumentException.class, () -> LowRank.factor(new Linear(random(1, 2, 3), null), 0), "from 1 to 2");
    }
}
