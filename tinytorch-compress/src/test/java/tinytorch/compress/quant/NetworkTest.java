package tinytorch.compress.quant;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Layer;
import tinytorch.nn.Residual;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.SmallResNet;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;

@Tag("compress.network")
class NetworkTest {

    static Gpt gpt() {
        return new Gpt(new GptConfig(11, 8, 2, 2, 12, true), new SplittableRandom(3));
    }

    /** The walk itself, before anything is quantised. */
    private static void walk(Layer network) {
        Check.call("Quantization.walk").run(() -> Quantization.walk("", network, (_, layer) -> layer));
    }

    private static void close(Layer network, Layer small, Tensor x, double part) {
        Tensor expected = check("Quantization.int8(network).forward", x).run(() -> network.eval().forward(x));
        double size = Math.sqrt(expected.mul(expected).mean().item());
        Tensor actual = check("Quantization.int8(network).forward", x).run(() -> small.forward(x));
        double error = Errors.rootMeanSquare(expected, actual) / size;
        check("Quantization.int8(network).forward", x).because("fewer bits change little").holds(error < part && error > 0, "an error above 0 and below " + part + " of the output's size", error);
    }

    @Test
    void visitsEveryLayerByItsPath() {
        Layer network = new Sequential(new Linear(2, 3, new SplittableRandom(1)), new Residual(new Sequential(new Linear(3, 3, new SplittableRandom(2)), new ActivationLayer(new ReLU()))));
        List<String> paths = new ArrayList<>();
        Check.call("Quantization.walk").run(() -> Quantization.walk("", network, (path, layer) -> {
            paths.add(path);
            return layer;
        }));
        Check.call("Quantization.walk").because("a layer before those inside it, names joined by dots").equal(() -> String.join(" ", paths).trim(), "0 1 1.body 1.body.0 1.body.1");
    }

    @Test
    void whatIsReplacedIsNotLookedInto() {
        Layer network = new Sequential(new Sequential(new Linear(2, 2, new SplittableRandom(1))));
        List<String> paths = new ArrayList<>();
        Layer changed = Check.call("Quantization.walk").run(() -> Quantization.walk("", network, (path, layer) -> {
            paths.add(path);
            return path.equals("0") ? new Sequential(new ActivationLayer(new ReLU())) : layer;
        }));
        Check.call("Quantization.walk").because("layer 0 is another one now: nothing inside of it is visited").equal(() -> String.join(" ", paths).trim(), "0");
        check("Quantization.walk", tensor(new int[] {1, 2}, -1, 2)).gives(() -> values(changed.forward(tensor(new int[] {1, 2}, -1, 2))), Values.of(new double[] {0, 2}, 1, 2));
    }

    @Test
    void theWholeTreeCanBeReplacedByOneLayer() {
        Layer linear = new Linear(2, 3, new SplittableRandom(1));
        Layer other = new Linear(2, 3, new SplittableRandom(2));
        Check.call("Quantization.walk").because("the root is a layer too").equal(() -> Quantization.walk("", linear, (path, layer) -> other), other);
    }

    @Test
    void anMlp() {
        MLP mlp = new MLP(new int[] {20, 40, 30, 5}, new ReLU(), new SplittableRandom(1));
        walk(mlp);
        Values before = values(mlp.forward(random(1, 7, 20)));
        Layer small = Check.call("Quantization.int8").run(() -> Quantization.int8(mlp));
        Check.call("Quantization.int8(MLP)").because("three linear layers").equal(() -> String.join(" ", Quantization.weightBytes(small).keySet()), "0 2 4");
        close(mlp, small, random(1, 7, 20), 0.03);
        close(mlp, Quantization.int4(mlp, 16), random(1, 7, 20), 0.3);
        check("MLP.forward", random(1, 7, 20)).because("the network itself is left as it was").within(Tolerance.EXACT).gives(() -> values(mlp.forward(random(1, 7, 20))), before);
    }

    @Test
    @LookAt("Quantization.walk")
    void aConvolutionalNetwork() {
        Layer cnn = new SmallVgg(2, 8, new int[] {8, 12}, 5, new SplittableRandom(2));
        walk(cnn);
        cnn.forward(random(3, 16, 2, 8, 8));   // in training: the normalisations see something
        Layer small = Check.call("Quantization.int8").run(() -> Quantization.int8(cnn));
        Check.call("Quantization.int8(SmallVgg)").equal(() -> String.join(" ", Quantization.weightBytes(small).keySet()), "0 4 9");
        close(cnn, small, random(4, 3, 2, 8, 8), 0.05);
        close(cnn, Quantization.int4(cnn, 16), random(4, 3, 2, 8, 8), 0.4);
    }

    @Test
    void aResidualNetwork() {
        Layer resnet = new SmallResNet(1, 4, new SplittableRandom(2));
        walk(resnet);
        resnet.forward(random(3, 4, 3, 8, 8));
        Layer small = Check.call("Quantization.int8").run(() -> Quantization.int8(resnet));
        Check.call("Quantization.int8(SmallResNet)").because("one convolution, three blocks of two, two projections and a linear layer").equal(() -> Quantization.weightBytes(small).size(), 10);
        close(resnet, small, random(4, 2, 3, 8, 8), 0.1);
    }

    @Test
    @LookAt("Quantization.walk")
    void aGptWritesOn() {
        Gpt gpt = gpt();
        walk(gpt);
        Gpt small = (Gpt) Check.call("Quantization.int8").run(() -> Quantization.int8(gpt));
        Check.call("Quantization.int8(Gpt)").because("two tables' worth of linear layers in each block, the embedding and the last layer").equal(() -> Quantization.weightBytes(small).size(), 2 * 4 + 2);
        close(gpt, small, tensor(new int[] {2, 4}, 1, 2, 3, 4, 5, 6, 7, 8), 0.1);
        int[] text = Check.call("TextGenerator.generate").run(() -> new TextGenerator(small, Sampling.GREEDY, new SplittableRandom(1)).generate(new int[] {1, 2}, 6, true, id -> { }));
        Check.call("TextGenerator.generate").because("a prompt of two and six more").equal(() -> text.length, 8);
    }

    @Test
    void calibratedNetworksUseTheirRange() {
        MLP mlp = new MLP(new int[] {6, 10, 3}, new ReLU(), new SplittableRandom(1));
        walk(mlp);
        Tensor sample = random(1, 40, 6);
        Layer small = Check.call("Quantization.int8, calibrated").run(() -> Quantization.int8(mlp, MinMax::new, List.of(sample)));
        close(mlp, small, sample, 0.05);
        Tensor far = sample.mul(100);
        Tensor cut = check("Quantization.int8, calibrated", far).run(() -> small.forward(far));
        check("Quantization.int8, calibrated", far).because("inputs a hundred times as large are cut off at the range that was seen").holds(cut.abs().max().item() < 0.2f * mlp.forward(far).abs().max().item(),
                "outputs below a fifth of the float network's", cut.abs().max().item());
        Check.call("Quantization.int8, calibrated").refuses(IllegalArgumentException.class, () -> Quantization.int8(mlp, MinMax::new, List.of()), "\"0\"", "samples");
    }
}
