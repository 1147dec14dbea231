package tinytorch.compete.precision;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.DataLoader;
import tinytorch.data.TensorDataset;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Loss;
import tinytorch.optim.Adam;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.train.Trainer;
import tinytorch.train.TrainingException;

@Tag("compete.skip")
class ScaledOptimizerTest {
    private final Tensor weight = vector(1, 2).requiresGrad(true);
    private final GradScaler scaler = new GradScaler(4, 2, 0.5, 2);
    private final ScaledOptimizer optimizer = new ScaledOptimizer(new SGD(Map.of("w", weight), 1), scaler);

    private void step(double... gradient) {
        optimizer.zeroGrad();
        weight.accumulateGrad(vector(gradient));
        Check.call("ScaledOptimizer.step").run(() -> {
            optimizer.step();
            return null;
        });
    }

    /** The weight began as [1, 2], and the learning rate is 1. */
    private void weightIs(double... expected) {
        Check.call("ScaledOptimizer.step", "the weight behind it, scale " + scaler.scale() + ", " + optimizer.skipped() + " left out so far").within(Tolerance.EXACT).gives(() -> values(weight), Values.of(expected, 2));
    }

    @Test
    void aLossHasLargerGradientsAndTheSameValue() {
        Loss loss = new CrossEntropyLoss();
        Loss scaled = scaler.scaled(loss);
        Tensor logits = tensor(shape(2, 2), 1, 2, 3, -1);
        Tensor classes = vector(0, 1);
        Check.call("ScaledLoss.value").because("what a trainer reports is the loss").gives(() -> values(scaled.value(logits, classes)), values(loss.value(logits, classes)));
        Check.call("ScaledLoss.gradient", "scale 4").gives(() -> values(scaled.gradient(logits, classes)), values(loss.gradient(logits, classes).mul(4)));
        scaler.update(false);
        Check.call("ScaledLoss.gradient", "scale 2").because("the scale of now, not of when the loss was made")
                .gives(() -> values(scaled.gradient(logits, classes)), values(loss.gradient(logits, classes).mul(2)));
    }

    @Test
    void aGoodStepIsThatOfTheTrueGradient() {
        step(4, -8);
        weightIs(0, 4);
        Check.call("ScaledOptimizer.skipped").equal(optimizer::skipped, 0L);
        step(4, 0);
        weightIs(-1, 4);
        Check.call("GradScaler.scale", "after two good steps, interval 2").equal(scaler::scale, 8.0);
        step(8, 0);
        weightIs(-2, 4);
    }

    @Test
    @LookAt("ScaledOptimizer.step")
    void aBadStepIsLeftOutAndTheScaleIsHalved() {
        step(4, Double.POSITIVE_INFINITY);
        weightIs(1, 2);
        Check.call("ScaledOptimizer.skipped").equal(optimizer::skipped, 1L);
        Check.call("GradScaler.scale", "4, after a bad step").equal(scaler::scale, 2.0);
        step(2, 2);
        weightIs(0, 1);
    }

    @Test
    void momentsNeverSeeAnInfiniteGradient() {
        ScaledOptimizer adam = new ScaledOptimizer(new Adam(Map.of("w", weight), 0.1), new GradScaler(4, 2, 0.5, 2));
        weight.accumulateGrad(vector(Double.NaN, 1));
        Check.call("ScaledOptimizer.step", "NaN").run(() -> {
            adam.step();
            return null;
        });
        adam.zeroGrad();
        weight.accumulateGrad(vector(2, 2));
        adam.step();
        Check.call("ScaledOptimizer.step", "the weight after a bad and a good step of Adam").within(new Tolerance(1e-6, 0)).because("the first step that counts has the length of the learning rate")
                .gives(() -> values(weight), Values.of(new double[] {0.9, 1.9}, 2));
    }

    @Test
    void clippingMayUnscaleFirst() {
        optimizer.zeroGrad();
        weight.accumulateGrad(vector(4, 8));
        Check.call("ScaledOptimizer.unscale", "the gradient [4, 8]").equal(optimizer::unscale, true);
        Check.call("ScaledOptimizer.unscale", "again").because("once for each step").equal(optimizer::unscale, true);
        Check.call("ScaledOptimizer.unscale", "the gradient [4, 8], scale 4").because("divided once").within(Tolerance.EXACT).gives(() -> values(weight.grad()), Values.of(new double[] {1, 2}, 2));
        optimizer.step();
        weightIs(0, 0);
        weight.zeroGrad();
        weight.accumulateGrad(vector(4, 4));
        optimizer.step();
        weightIs(-1, -1);
    }

    @Test
    void theStateHasTheScale() {
        step(4, 4);
        step(4, 4);
        ScaledOptimizer other = new ScaledOptimizer(new SGD(Map.of("w", vector(1, 2).requiresGrad(true)), 1), new GradScaler());
        other.loadStateDict(optimizer.stateDict());
        Check.call("ScaledOptimizer.stateDict").equal(() -> other.stateDict().get("scaler.scale").item(), 8f);
        Map<String, Tensor> state = optimizer.stateDict();
        state.remove("scaler.scale");
        Check.call("ScaledOptimizer.loadStateDict").refuses(IllegalArgumentException.class, () -> {
            other.loadStateDict(state);
            return null;
        }, "scaler.scale");
    }

    @Test
    void theScaleFallsUntilGradientsAreFinite() {
        step(Double.POSITIVE_INFINITY, 1);
        step(1, Double.NaN);
        weightIs(1, 2);
        Check.call("GradScaler.scale", "after two bad steps, the first of all included").equal(scaler::scale, 1.0);
        step(1, 1);
        weightIs(0, 1);
        step(1, 0);
        Check.call("GradScaler.scale", "after two good ones").because("the bad ones don't count").equal(scaler::scale, 2.0);
        Check.call("ScaledOptimizer.skipped").equal(optimizer::skipped, 2L);
    }

    @Test
    void aLossThatIsNoNumberEndsTheTraining() {
        Linear network = new Linear(tensor(shape(2, 1), 1, 2), null);
        GradScaler own = new GradScaler(4, 2, 0.5, 2);
        Trainer trainer = new Trainer(network, own.scaled(new CrossEntropyLoss()), new ScaledOptimizer(new SGD(network.parameters(), 1), own));
        TensorDataset examples = new TensorDataset(tensor(shape(1, 1), Double.NaN), vector(0));
        Check.call("Trainer.fit", "an input of NaN").because("no scale helps a network that says NaN going forward; PyTorch would leave out every step").refuses(TrainingException.class,
                () -> trainer.fit(DataLoader.of(examples).batchSize(1), 1), "the loss is NaN");
        Check.call("GradScaler.scale").because("there was no step").equal(own::scale, 4.0);
    }

    @Test
    void aScalerHasOneOptimizer() {
        Check.call("ScaledOptimizer", "a second one with the same scaler").because("after the step of the first, the scale is no longer that of the second's gradients")
                .refuses(IllegalStateException.class, () -> new ScaledOptimizer(new SGD(Map.of("w", weight), 1), scaler), "GradScaler.unscale");
        step(4, 4);
        weightIs(0, 1);
    }

    @Test
    void aStateThatCantBeIsRefused() {
        Map<String, Tensor> state = optimizer.stateDict();
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            state.put("scaler.scale", tensor(shape(), bad));
            Check.call("ScaledOptimizer.loadStateDict", "a scale of " + bad).refuses(IllegalArgumentException.class, () -> {
                optimizer.loadStateDict(state);
                return null;
            }, "Nothing was changed");
        }
        step(4, 8);
        weightIs(0, 0);
    }

    /** Saved with a longer interval than the one it goes on with. */
    @Test
    void aLongRowOfGoodStepsGrowsAtOnce() {
        Map<String, Tensor> state = optimizer.stateDict();
        state.put("scaler.good", tensor(shape(), 500));
        optimizer.loadStateDict(state);
        step(4, 4);
        Check.call("GradScaler.scale", "501 good steps, interval 2").equal(scaler::scale, 8.0);
    }
}
