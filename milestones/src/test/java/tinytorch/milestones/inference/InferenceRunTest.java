package tinytorch.milestones.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tinytorch.data.source.DataException;
import tinytorch.data.source.LabelledImages;
import tinytorch.milestones.digit.DigitArt;
import tinytorch.milestones.program.Failure;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.ProgressBar;
import tinytorch.workbench.TodoException;

/** The run on the shipped weights with digits that the program draws: right code reads them, wrong code must not. */
class InferenceRunTest {
    private static final LabelledImages DIGITS = InferenceRun.generated(50, new SplittableRandom(7));
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void theShippedNetworksSolveXorAndReadDigits() throws IOException {
        InferenceResult result = run(DigitClassifier.shipped());
        assertThat(result.xorCorrect()).isEqualTo(4);
        assertThat(result.digits().accuracy()).isGreaterThanOrEqualTo(InferenceResult.GOAL);
        assertThat(result.achieved()).as("50 images are not the 10,000 of MNIST").isFalse();
        assertThat(told.toString()).contains("4 of 4 right").contains("of 50 right");
        assertThat(told.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void withoutMnistItSaysSoAndUnlocksNothing() throws IOException {
        InferenceResult result = run(DigitClassifier.shipped(), () -> {
            throw new DataException("the file is not there, and this run is offline.");
        });
        assertThat(result.dataset()).isEqualTo("generated");
        assertThat(result.achieved()).isFalse();
        assertThat(told.toString()).contains("MNIST can't be had: the file is not there").contains("generated").doesNotContain("goal");
        assertThat(result.json("yours", "scalar", "vector").toString()).contains("achieved=false, dataset=generated, metrics={xor_correct=4, generated_correct=");
    }

    @Test
    void itIsAchievedWithAllOfMnistAlone() {
        assertThat(result("mnist", 4, 10_000, 9_750).achieved()).isTrue();
        assertThat(result("mnist", 4, 10_000, 9_749).achieved()).isFalse();
        assertThat(result("mnist", 3, 10_000, 10_000).achieved()).isFalse();
        assertThat(result("mnist", 4, 9_999, 9_999).achieved()).isFalse();
        assertThat(result("generated", 4, 10_000, 10_000).achieved()).isFalse();
        InferenceResult digits = result("mnist", 4, 10_000, 10_000);
        assertThat(digits.with(Optional.of(evaluation(10_000, 7_999)), 1).achieved()).isFalse();
        assertThat(digits.with(Optional.of(evaluation(9_999, 9_999)), 1).achieved()).isFalse();
        assertThat(digits.with(Optional.empty(), 1).achieved()).isFalse();
    }

    @Test
    void theJsonObjectHasTheAgreedNames() {
        Map<String, Object> json = result("mnist", 4, 10_000, 9_800).json("yours", "scalar", "vector");
        assertThat(json.keySet()).containsExactly("milestone", "achieved", "dataset", "metrics", "seconds", "code", "kernels", "cifar10_kernels");
        assertThat(json).containsEntry("milestone", "inference").containsEntry("achieved", true).containsEntry("dataset", "mnist");
        assertThat(json.get("metrics").toString()).isEqualTo("{xor_correct=4, mnist_accuracy=0.98, mnist_correct=9800, images=10000, images_per_second=5000, cifar10_accuracy=0.8, cifar10_correct=8000, cifar10_images=10000,"
                + " cifar10_images_per_second=5000}");
    }

    @Test
    void wrongSoftmaxesFail() throws IOException {
        Map<String, UnaryOperator<Tensor>> wrong = Map.of(
                "not divided by the sum", x -> x.sub(x.max(true, -1)).exp(),
                "over the wrong axis", x -> new Softmax(0).forward(x),
                "over everything", x -> x.exp().div(x.exp().sum()),
                "of the negative", x -> new Softmax(-1).forward(x.neg()),
                "not a number", x -> x.mul(Float.NaN),
                "all equal", x -> Tensor.full(0.1f, x.dims()));
        for (Map.Entry<String, UnaryOperator<Tensor>> softmax : wrong.entrySet()) {
            DigitClassifier broken = new DigitClassifier(shipped(UnaryOperator.identity(), new ReLU()), new Broken(softmax.getValue()));
            assertThat(run(broken).digits().accuracy()).as("softmax %s", softmax.getKey()).isLessThan(InferenceResult.GOAL);
        }
    }

    @Test
    void wrongActivationsAndProductsFail() throws IOException {
        Map<String, Layer> wrong = Map.of(
                "no activation", shipped(UnaryOperator.identity(), new Broken(x -> x)),
                "ReLU of the negative", shipped(UnaryOperator.identity(), new Broken(x -> new ReLU().forward(x.neg()))),
                "rows of the weight in the wrong order", shipped(weight -> weight.flip(0).contiguous(), new ReLU()),
                "weight read as if it were transposed", shipped(weight -> weight.reshape(weight.dim(1), weight.dim(0)).transpose().contiguous(), new ReLU()),
                "last term of every product forgotten", shipped(weight -> weight.narrow(1, 0, weight.dim(1) / 2).matmul(halfEye(weight.dim(1))), new ReLU()));
        for (Map.Entry<String, Layer> network : wrong.entrySet()) {
            DigitClassifier broken = new DigitClassifier((Sequential) network.getValue(), new Softmax(-1));
            assertThat(run(broken).digits().accuracy()).as(network.getKey()).isLessThan(InferenceResult.GOAL);
        }
    }

    @Test
    void aWrongXorNetworkFails() throws IOException {
        Sequential network = XorClassifier.untrained(new SplittableRandom(3));
        network.loadStateDict(Weights.shipped(Weights.XOR).tensors());
        assertThat(new XorClassifier(network, new Softmax(-1)).cases()).allMatch(XorClassifier.Case::correct);
        assertThat(new XorClassifier(network, new Softmax(0)).cases()).anyMatch(one -> !one.correct());
        assertThat(new XorClassifier(network, new Broken(x -> x.mul(Float.NaN))).cases()).noneMatch(XorClassifier.Case::correct);
    }

    @Test
    void failuresInLearnerCodeAreToldInASentence() {
        assertThat(Failure.explain(new TodoException("tensor.matmul"))).contains("tensor.matmul is not written yet").contains("tito hint tensor.matmul");
        assertThat(Failure.explain(new NoSuchMethodError("Tensor.matmul"))).contains("a signature was changed");
        RuntimeException thrown = catchThrowableOfType(RuntimeException.class, () -> Tensor.zeros(2, 3).matmul(Tensor.zeros(2, 3)));
        assertThat(Failure.explain(thrown)).startsWith("matmul:").contains("(2, 3)").contains("thrown at tinytorch.tensor.");
    }

    @Test
    void aResultOfTheWrongShapeIsNamed() throws IOException {
        DigitClassifier broken = new DigitClassifier(shipped(UnaryOperator.identity(), new ReLU()), new Broken(x -> x.max(false, -1)));
        assertThatThrownBy(() -> run(broken)).hasMessageContaining("(50,)").hasMessageContaining("(50, 10)");
    }

    @Test
    void missingWeightsAreNamed() {
        assertThatThrownBy(() -> Weights.shipped("none.safetensors")).isInstanceOf(IOException.class).hasMessageContaining("none.safetensors");
    }

    /** An activation that computes something else. */
    private record Broken(UnaryOperator<Tensor> function) implements Activation {
        @Override
        public Tensor forward(Tensor x) {
            return function.apply(x);
        }

        @Override
        public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean needsInput() {
            return true;
        }
    }

    private static Tensor halfEye(int columns) {
        Tensor eye = Tensor.zeros(columns / 2, columns);
        for (int i = 0; i < columns / 2; i++) {
            eye.set(1, i, i);
        }
        return eye;
    }

    private static Sequential shipped(UnaryOperator<Tensor> weight, Activation activation) throws IOException {
        Map<String, Tensor> state = new LinkedHashMap<>(Weights.shipped(Weights.MNIST).tensors());
        state.replaceAll((_, tensor) -> tensor.rank() == 2 ? weight.apply(tensor) : tensor);
        Sequential network = new MLP(new int[] {784, 128, 64, 10}, activation, new SplittableRandom(1));
        network.loadStateDict(state);
        return network;
    }

    private InferenceResult run(DigitClassifier digits) throws IOException {
        return run(digits, () -> DIGITS);
    }

    private InferenceResult run(DigitClassifier digits, InferenceRun.ImageSource source) throws IOException {
        Gallery gallery = new Gallery(new PrintStream(told), DigitArt.ASCII);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new InferenceRun(gallery, total -> new ProgressBar("classifying", total, nowhere, false, System::nanoTime), new SplittableRandom(5))
                .run(XorClassifier.shipped(), digits, source);
    }

    private static InferenceResult result(String dataset, int xor, int images, int correct) {
        return new InferenceResult(dataset, xor, evaluation(images, correct), Optional.of(evaluation(10_000, 8_000)), false, 1);
    }

    private static Evaluation evaluation(int images, int correct) {
        float[] probabilities = new float[10 * images];
        for (int i = 0; i < images; i++) {
            probabilities[10 * i + (i < correct ? 0 : 1)] = 1;
        }
        return new Evaluation(probabilities, new byte[images], images / 5000.0);
    }
}
