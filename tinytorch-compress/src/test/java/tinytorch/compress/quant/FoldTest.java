package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.fold")
class FoldTest {
    private static final Tolerance SUMS = new Tolerance(1e-4, 1e-4);

    private static BatchNorm2d norm(int channels, double mean, double variance, double scale, double shift) {
        BatchNorm2d norm = new BatchNorm2d(channels, true, 0.1, 1e-12);
        norm.loadStateDict(Map.of("running_mean", Tensor.ones(channels).mul((float) mean), "running_var", Tensor.ones(channels).mul((float) variance),
                "weight", Tensor.ones(channels).mul((float) scale), "bias", Tensor.ones(channels).mul((float) shift), "num_batches_tracked", Tensor.scalar(1)));
        return norm;
    }

    /** A normalisation that has seen something: every channel differs. */
    static BatchNorm2d seen(int channels, long seed) {
        BatchNorm2d norm = new BatchNorm2d(channels);
        norm.loadStateDict(Map.of("running_mean", random(seed, channels), "running_var", random(seed + 1, channels).mul(random(seed + 1, channels)).add(0.1f),
                "weight", random(seed + 2, channels), "bias", random(seed + 3, channels), "num_batches_tracked", Tensor.scalar(1)));
        return norm;
    }

    private static Conv2d convolution(int out, int in, int size, Tensor bias, long seed) {
        return new Conv2d(Convolution.square(Window.of(size).padding(size / 2)), random(seed, out, in, size, size), bias);
    }

    @Test
    void oneWeightAndOneBias() {
        Conv2d one = new Conv2d(Convolution.square(Window.of(1)), tensor(new int[] {1, 1, 1, 1}, 2), null);
        Conv2d folded = check("Folding.fold", one.weight()).run(() -> Folding.fold(one, norm(1, 3, 4, 6, 1)));
        check("Folding.fold", one.weight()).because("factor 6 / sqrt(4) = 3, weight 2 * 3").gives(() -> values(folded.weight()), Values.of(new double[] {6}, 1, 1, 1, 1));
        check("Folding.fold", one.weight()).because("bias (0 - 3) * 3 + 1").gives(() -> values(folded.parameters().get("bias")), Values.of(new double[] {-8}, 1));
    }

    @Test
    void aBiasOfTheConvolutionIsScaledToo() {
        Conv2d one = new Conv2d(Convolution.square(Window.of(1)), tensor(new int[] {1, 1, 1, 1}, 2), tensor(new int[] {1}, 5));
        check("Folding.fold", one.weight()).because("(5 - 3) * 3 + 1").gives(() -> values(Folding.fold(one, norm(1, 3, 4, 6, 1)).parameters().get("bias")), Values.of(new double[] {7}, 1));
    }

    @Test
    void epsBelongsToTheVariance() {
        BatchNorm2d norm = new BatchNorm2d(1, true, 0.1, 3);
        Conv2d one = new Conv2d(Convolution.square(Window.of(1)), tensor(new int[] {1, 1, 1, 1}, 2), null);
        check("Folding.fold", one.weight()).because("variance 1 and eps 3: 2 / sqrt(4)").gives(() -> values(Folding.fold(one, norm).weight()), Values.of(new double[] {1}, 1, 1, 1, 1));
    }

    @Test
    void computesWhatBothDid() {
        Layer both = new Sequential(convolution(5, 3, 3, random(1, 5), 2), seen(5, 3)).eval();
        Tensor x = random(4, 2, 3, 6, 7);
        check("Folding.fold", x).because("one convolution for a convolution and a normalisation").within(SUMS)
                .gives(() -> values(Folding.fold(both).eval().forward(x)), values(both.forward(x)));
    }

    @Test
    void aNetworkIsFoldedAndLeftAsItWas() {
        Layer network = new SmallVgg(2, 8, new int[] {4, 6}, 3, new SplittableRandom(5)).eval();
        Tensor x = random(6, 2, 2, 8, 8);
        Values before = values(network.forward(x));
        Layer folded = check("Folding.fold", x).run(() -> Folding.fold(network).eval());
        check("Folding.fold", x).within(SUMS).gives(() -> values(folded.forward(x)), before);
        check("SmallVgg.forward", x).because("folding makes another network").within(Tolerance.EXACT).gives(() -> values(network.forward(x)), before);
        Check.call("Folding.fold(SmallVgg).parameters").because("normalisations are gone, all others keep their names").equal(() -> String.join(" ", folded.parameters().keySet()),
                "0.weight 0.bias 4.weight 4.bias 9.weight 9.bias");
    }
}
