package tinytorch.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.compress.prune.Structured;
import tinytorch.compress.quant.Folding;
import tinytorch.compress.quant.MinMax;
import tinytorch.compress.quant.Quantization;
import tinytorch.compress.quant.QuantizedFile;
import tinytorch.data.SplitMix;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.LeNet;
import tinytorch.nn.spatial.Normalize;
import tinytorch.nn.spatial.SmallResNet;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/** A network, packed and opened again, answers as it did. */
class SubmissionTest {
    @TempDir
    private Path folder;

    /** A sum of vectors may be added up in another order once its code is compiled, between two calls. */
    private static final double ORDER = 1e-5;

    private final RandomGenerator random = SplitMix.of(7);

    private Sequential mlp() {
        return new Sequential(new Flatten(), new Linear(784, 48, random), new ActivationLayer(new ReLU()), new Linear(48, 20, random), new ActivationLayer(new Tanh()), new Linear(20, 10, random));
    }

    private Gpt gpt(boolean bias) {
        return new Gpt(new GptConfig(65, 16, 2, 4, 32, bias, 0, GELU.Approximation.TANH), random);
    }

    /** A network whose normalisations have seen something. */
    private Layer trained(Layer network, int... image) {
        network.train();
        Tracking.off(() -> network.forward(Tensor.uniform(random, 0, 1, image)));
        network.eval();
        return network;
    }

    private static double difference(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        return expected.sub(actual).abs().max().item() / expected.abs().max().item();
    }

    private void same(Task task, Layer network, double tolerance, Encoding encoding) throws Rejected {
        same(task, network, x -> x, tolerance, SubmissionWriter.images(task, network, null, encoding));
    }

    private void same(Task task, Layer network, UnaryOperator<Tensor> before, double tolerance, byte[] zip) throws Rejected {
        Submission submission = Submission.open(zip);
        assertEquals(task, submission.task());
        Tensor images = Tensor.uniform(random, 0, 1, submission.program().input().dims(3));
        network.eval();
        Tensor expected = Tracking.off(() -> network.forward(before.apply(images)));
        double difference = difference(expected, submission.run(images));
        assertTrue(difference <= tolerance, "the answers differ by " + difference);
    }

    @Test
    void imageNetworksAnswerAsBefore() throws Rejected {
        same(Task.MNIST, mlp(), 1e-6, Encoding.F32);
        same(Task.MNIST, new LeNet(10, random), 1e-6, Encoding.F32);
        same(Task.CIFAR10, trained(new SmallVgg(random), 8, 3, 32, 32), 1e-6, Encoding.F32);
        same(Task.CIFAR10, trained(new SmallResNet(1, 10, random), 4, 3, 32, 32), 1e-6, Encoding.F32);
    }

    @Test
    void foldedAndPrunedNetworksToo() throws Rejected {
        Layer vgg = trained(new SmallVgg(random), 8, 3, 32, 32);
        same(Task.CIFAR10, Folding.fold(vgg), 1e-6, Encoding.F32);
        same(Task.CIFAR10, Structured.prune(vgg, 0.5), 1e-6, Encoding.F32);
        same(Task.CIFAR10, Folding.fold(trained(new SmallResNet(1, 10, random), 4, 3, 32, 32)), 1e-6, Encoding.F32);
        same(Task.MNIST, Structured.prune(mlp(), 0.5), 1e-6, Encoding.F32);
    }

    @Test
    void normalisedImagesAreANodeInFront() throws Rejected {
        Layer vgg = trained(new SmallVgg(random), 8, 3, 32, 32);
        same(Task.CIFAR10, vgg, images -> Normalize.CIFAR10.apply(images, random), 1e-5, SubmissionWriter.images(Task.CIFAR10, vgg, Normalize.CIFAR10, Encoding.F32));
    }

    private void text(Gpt gpt, Layer wanted, double tolerance, Encoding encoding) throws Rejected {
        Submission submission = Submission.open(SubmissionWriter.text(gpt, Task.ALPHABET, encoding));
        Tensor ids = Tensor.uniform(random, 0, 65, 2, 16);
        for (int i = 0; i < ids.size(); i++) {
            ids.data()[i] = (int) ids.data()[i];
        }
        double difference = difference(Tracking.off(() -> wanted.forward(ids)), submission.run(ids));
        assertTrue(difference <= tolerance, "the answers differ by " + difference);
    }

    @Test
    void aGptAnswersAsBefore() throws Rejected {
        for (boolean bias : List.of(true, false)) {
            Gpt gpt = gpt(bias);
            gpt.eval();
            text(gpt, gpt, 1e-5, Encoding.F32);
            Gpt pruned = (Gpt) Structured.prune(gpt, 0.5);
            text(pruned, pruned, 1e-5, Encoding.F32);
        }
    }

    @Test
    void weightsInHalvesBytesAndFourBitsAnswerAsTheSmallNetworksOfTheLibrary() throws Rejected, IOException {
        Layer vgg = trained(new SmallVgg(random), 8, 3, 32, 32);
        same(Task.CIFAR10, vgg, 2e-3, Encoding.F16);
        Layer mlp = mlp();
        same(Task.MNIST, onDisk(Quantization.int4(mlp, 32), mlp), x -> x, 1e-6, SubmissionWriter.images(Task.MNIST, mlp, null, Encoding.INT4));
        same(Task.CIFAR10, onDisk(Quantization.int4(vgg, 32), vgg), x -> x, 1e-6, SubmissionWriter.images(Task.CIFAR10, vgg, null, Encoding.INT4));
        Layer calibrated = Quantization.int8(vgg, MinMax::new, List.of(Tensor.uniform(random, 0, 1, 8, 3, 32, 32)));
        same(Task.CIFAR10, onDisk(calibrated, vgg), x -> x, 1e-6, SubmissionWriter.images(Task.CIFAR10, vgg, calibrated, null));
    }

    /** What the library's own file keeps of a quantised network: biases as halves. */
    private Layer onDisk(Layer quantised, Layer original) throws IOException {
        Path file = folder.resolve("network.safetensors");
        QuantizedFile.save(file, quantised, Map.of());
        return QuantizedFile.load(file, original);
    }

    @Test
    void withoutACalibratedRangeEveryExampleHasItsOwn() throws Rejected {
        Layer vgg = trained(new SmallVgg(random), 8, 3, 32, 32);
        Layer small = Quantization.int8(vgg);
        Submission submission = Submission.open(SubmissionWriter.images(Task.CIFAR10, vgg, null, Encoding.INT8));
        Tensor images = Tensor.uniform(random, 0, 1, 3, 3, 32, 32).mul(Tensor.of(1, 0.5f, 0.01f).reshape(3, 1, 1, 1));
        Tensor together = submission.run(images);
        for (int i = 0; i < 3; i++) {
            Tensor one = images.narrow(0, i, 1);
            assertEquals(0, difference(together.narrow(0, i, 1), submission.run(one)), ORDER);
            assertTrue(difference(small.forward(one), submission.run(one)) < 5e-3);
        }
    }

    @Test
    void aGptInBytesAnswersNearlyAsBefore() throws Rejected {
        Gpt gpt = gpt(true);
        gpt.eval();
        // A weight and an input with 127 steps each: some hundredths in all.
        text(gpt, gpt, 0.05, Encoding.INT8);
        // The last layer shares the bytes of the embedding, and the library quantises its inputs by the range of all tokens together.
        text(gpt, Quantization.int4(gpt, 32), 0.02, Encoding.INT4);
    }

    @Test
    void aTextModelNeverLooksAhead() throws Rejected {
        for (Encoding encoding : Encoding.values()) {
            Submission submission = Submission.open(SubmissionWriter.text(gpt(true), Task.ALPHABET, encoding));
            Tensor ids = Tensor.arange(16).reshape(1, 16);
            Tensor other = ids.copy();
            for (int t = 9; t < 16; t++) {
                other.set(64 - t, 0, t);
            }
            assertEquals(0, difference(submission.run(ids).narrow(1, 0, 9), submission.run(other).narrow(1, 0, 9)), ORDER, encoding.toString());
        }
    }

    @Test
    void sparseWeightsTakeTheRoomOfWhatIsNotZero() throws Rejected {
        Sequential mlp = mlp();
        Tracking.off(() -> {
            mlp.parameters().values().forEach(p -> p.copyFrom(Tensor.where(p.abs().gt(Tensor.scalar(0.9f * p.abs().max().item())), p, Tensor.zeros(p.dims()))));
            return mlp;
        });
        byte[] dense = SubmissionWriter.images(Task.MNIST, mlp, null, Encoding.F32);
        byte[] sparse = SubmissionWriter.images(Task.MNIST, mlp, null, Encoding.SPARSE);
        assertTrue(Submission.open(sparse).bytes() < Submission.open(dense).bytes() / 4);
        same(Task.MNIST, mlp, x -> x, 1e-6, sparse);
        same(Task.MNIST, mlp, x -> x, 2e-3, SubmissionWriter.images(Task.MNIST, mlp, null, Encoding.SPARSE_F16));
    }

    @Test
    void aByteIsAByteOnDisk() throws Rejected {
        Gpt gpt = new Gpt(GptConfig.tiny(65), random);
        long numbers = gpt.parameterCount();
        assertTrue(Submission.open(SubmissionWriter.text(gpt, Task.ALPHABET, Encoding.F32)).bytes() < 4 * numbers + 20_000);
        assertTrue(Submission.open(SubmissionWriter.text(gpt, Task.ALPHABET, Encoding.F16)).bytes() < 2 * numbers + 20_000);
        assertTrue(Submission.open(SubmissionWriter.text(gpt, Task.ALPHABET, Encoding.INT8)).bytes() < numbers * 11 / 10 + 20_000);
        assertTrue(Submission.open(SubmissionWriter.text(gpt, Task.ALPHABET, Encoding.INT4)).bytes() < numbers * 7 / 10 + 20_000);
    }

    @Test
    void theSameNetworkGivesTheSameBytes() {
        Sequential mlp = mlp();
        assertArrayEquals(SubmissionWriter.images(Task.MNIST, mlp, null, Encoding.F16), SubmissionWriter.images(Task.MNIST, mlp, null, Encoding.F16));
    }
}
