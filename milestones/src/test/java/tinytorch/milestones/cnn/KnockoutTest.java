package tinytorch.milestones.cnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.data.Dataset;
import tinytorch.data.Example;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.Momentum;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.train.StopSignal;

/**
 * One part is broken at a time, and the milestone must not be passed: on generated pictures, with a small network and a goal to match. {@code tito course knockout} does
 * the same with the tasks of the modules.
 */
class KnockoutTest {
    private static final Photographs PICTURES = Photographs.generated(1280, 200);
    private static final double GOAL = 0.35;
    private static final int EPOCHS = 2;
    private static final Loss LOSS = new CrossEntropyLoss(0.1);
    @TempDir
    private Path folder;

    @Test
    void theWholeLibraryPasses() throws IOException {
        assertThat(run(PICTURES, KnockoutTest::network, KnockoutTest::optimizer, LOSS, EPOCHS).learned(GOAL)).isTrue();
    }

    @Test
    void aConvolutionThatDoesNotLookAtItsInputFails() throws IOException {
        assertThat(run(PICTURES, random -> with(network(random), 0, new Blind()), KnockoutTest::optimizer, LOSS, EPOCHS).learned(GOAL)).isFalse();
    }

    @Test
    void aLoaderThatDoesNotShuffleLabelsAlongFails() throws IOException {
        Photographs mixed = new Photographs(PICTURES.name(), PICTURES.classes(), new Mixed(PICTURES.training()), PICTURES.test(), PICTURES.records());
        assertThat(run(mixed, KnockoutTest::network, KnockoutTest::optimizer, LOSS, EPOCHS).learned(GOAL)).isFalse();
    }

    @Test
    void aLossWithoutGradientFails() throws IOException {
        assertThat(run(PICTURES, KnockoutTest::network, KnockoutTest::optimizer, new Flat(), EPOCHS).learned(GOAL)).isFalse();
    }

    @Test
    void anOptimizerThatSkipsATensorIsSeen() throws IOException {
        CnnResult result = run(PICTURES, KnockoutTest::network, network -> {
            Map<String, Tensor> some = new LinkedHashMap<>(network.parameters());
            some.remove("5.bias");
            return new SGD(ParameterGroup.of(some, 0.1), Momentum.nesterov(0.9));
        }, LOSS, 1);
        assertThat(result.unmoved()).containsExactly("5.bias");
        assertThat(result.learned(0)).isFalse();
    }

    @Test
    void statisticsThatAreNeverUpdatedAreSeen() throws IOException {
        CnnResult result = run(PICTURES, KnockoutTest::network, network -> new BrokenOptimizer(optimizer(network)) {
            @Override
            public void step() {
                super.step();
                Tracking.off(() -> network.stateDict().get("1.running_mean").fill(0));
                Tracking.off(() -> network.stateDict().get("1.running_var").fill(1));
            }
        }, LOSS, 1);
        assertThat(result.unmoved()).containsExactly("1.running_mean", "1.running_var");
        assertThat(result.learned(0)).isFalse();
    }

    @Test
    void aGraphThatIsCutIsSeen() throws IOException {
        CnnResult result = run(PICTURES, random -> with(network(random), 7, new Cut()), KnockoutTest::optimizer, LOSS, 1);
        assertThat(result.unmoved()).contains("0.weight", "1.weight", "5.bias").doesNotContain("8.weight");
        assertThat(result.learned(0)).isFalse();
    }

    /** A convolution that returns its bias, whatever it is shown. */
    private static final class Blind extends Layer {
        private final Tensor bias = parameter("bias", Tensor.zeros(8));

        @Override
        public Tensor forward(Tensor input) {
            return bias.reshape(1, 8, 1, 1).add(Tensor.zeros(input.dim(0), 8, input.dim(2), input.dim(3)));
        }
    }

    /** No gradient gets through here. */
    private static final class Cut extends Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.detach();
        }
    }

    /** The pictures of one dataset with the classes of others. */
    private record Mixed(Dataset whole) implements Dataset {
        @Override
        public int size() {
            return whole.size();
        }

        @Override
        public Example get(int index) {
            return new Example(whole.get(index).input(), whole.get((index * 7 + index / 10) % size()).target());
        }
    }

    /** The right loss, which says that it is best as it is. */
    private record Flat() implements Loss {
        @Override
        public Tensor value(Tensor prediction, Tensor target) {
            return LOSS.value(prediction, target);
        }

        @Override
        public Tensor gradient(Tensor prediction, Tensor target) {
            return LOSS.gradient(prediction, target).mul(0);
        }
    }

    private static Sequential network(RandomGenerator random) {
        return new SmallVgg(3, 32, new int[] {8, 8, 8}, 10, random);
    }

    /** The same layers with another one in place of, or as, layer {@code place}. */
    private static Layer with(Sequential network, int place, Layer layer) {
        Layer[] layers = network.layers().toArray(Layer[]::new);
        layers[place] = layers[place] instanceof Conv2d ? layer : new Sequential(layers[place], layer);
        return new Sequential(layers);
    }

    private static Optimizer optimizer(Layer network) {
        return new SGD(ParameterGroup.of(network.parameters(), 0.1), Momentum.nesterov(0.9));
    }

    private CnnResult run(Photographs pictures, Function<RandomGenerator, Layer> network, Function<Layer, Optimizer> optimizer, Loss loss, int epochs) throws IOException {
        CnnOptions options = new CnnOptions(epochs, 1, Model.VGG, epochs == 1 ? 256 : Integer.MAX_VALUE, "", 0, folder, false, true, false, false);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new CnnRun(options, pictures, new Recipe(network, optimizer, loss, UnaryOperator.identity()), new StopSignal(), nowhere, false).run().orElseThrow();
    }
}
