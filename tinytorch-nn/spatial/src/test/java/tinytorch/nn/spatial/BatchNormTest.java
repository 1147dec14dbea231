package tinytorch.nn.spatial;

import static tinytorch.nn.spatial.Cases.layouts;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("spatial.norm")
class BatchNormTest {
    /** Rounding of a float at the size of the inputs, which the normalisation scales up. */
    private static final Tolerance NORMALISED = new Tolerance(2e-5, 1e-5);

    @Test
    void aChannelsStatisticsAreOverAllImagesAndPixels() {
        Tensor x = tensor(shape(2, 2, 1, 2), 1, 3, 10, 10, 5, 7, 30, 50);
        check("ChannelStatistics.of: mean", x).because("(1 + 3 + 5 + 7) / 4 and (10 + 10 + 30 + 50) / 4")
                .gives(() -> values(ChannelStatistics.of(x).mean()), values(vector(4, 25)));
        check("ChannelStatistics.of: variance", x).because("(9 + 1 + 1 + 9) / 4 = 5, divided by the count")
                .gives(() -> values(ChannelStatistics.of(x).variance()), values(vector(5, 275)));
        check("ChannelStatistics.of: count", x).because("2 images of 1 x 2 pixels").equal(() -> ChannelStatistics.of(x).count(), 4);
    }

    @Test
    void theVarianceKeepsItsDigitsFarFromZero() {
        double[] numbers = Arrays.stream(Reference.doubles(random(1, 4, 2, 5, 5))).map(v -> (float) (v + 3000)).toArray();
        Tensor x = tensor(shape(4, 2, 5, 5), numbers);
        check("ChannelStatistics.of: variance", x).because("squares near 9,000,000 have no digits left in float: gather in double")
                .gives(() -> values(ChannelStatistics.of(x).variance()), Values.of(Reference.variance(numbers, 2, 25), 2));
        Tensor same = tensor(shape(1, 1, 1, 3), 0.1, 0.1, 0.1);
        Check check = check("ChannelStatistics.of: variance", same);
        float variance = check.run(() -> ChannelStatistics.of(same).variance().item());
        check.because("rounding must not make it negative: its square root is next")
                .holds(variance >= 0 && variance < 1e-9, "0, or a little more", variance);
    }

    @Test
    void scalesAndShiftsEveryChannel() {
        Tensor x = tensor(shape(1, 2, 1, 2), 1, 3, 10, 20);
        List<Tensor> inputs = List.of(x, vector(2, 10), vector(4, 25), vector(10, 100), vector(0.5, 7));
        check("BatchNormalization.forward", x).because("10 * (1 - 2) / 2 + 0.5 = -4.5; 100 * (20 - 10) / 5 + 7 = 207").within(NORMALISED)
                .gives(() -> values(new BatchNormalization(false, 1e-9).forward(inputs)), Values.of(new double[] {-4.5, 5.5, 7, 207}, 1, 2, 1, 2));
        check("BatchNormalization.forward, eps 5", x).because("eps is added to the variance, before the root: sqrt(4 + 5) = 3").within(NORMALISED)
                .gives(() -> values(new BatchNormalization(true, 5).forward(inputs).narrow(1, 0, 1)),
                        Values.of(new double[] {-10 / 3.0 + 0.5, 10 / 3.0 + 0.5}, 1, 1, 1, 2));
    }

    @Test
    void inTrainingEveryChannelHasMeanZeroAndVarianceOne() {
        Tensor x = random(1, 3, 2, 4, 5);
        BatchNorm2d layer = new BatchNorm2d(2);
        Tensor y = check("BatchNorm2d.forward", x).run(() -> layer.forward(x));
        check("BatchNorm2d.forward: mean of the output", x).because("over the images and pixels of a channel")
                .gives(() -> values(y.mean(false, 0, 2, 3)), values(vector(0, 0)));
        check("BatchNorm2d.forward: mean square of the output", x).within(NORMALISED)
                .gives(() -> values(y.mul(y).mean(false, 0, 2, 3)), values(vector(1, 1)));
    }

    @Test
    void theRunningStatisticsMoveATenthOfTheWay() {
        BatchNorm2d layer = new BatchNorm2d(1);
        Tensor x = tensor(shape(1, 1, 1, 5), 0, 2, 4, 6, 8);
        check("BatchNorm2d.forward", x).run(() -> layer.forward(x));
        check("BatchNorm2d: running_mean", x).because("0.9 * 0 + 0.1 * 4")
                .gives(() -> values(layer.stateDict().get("running_mean")), values(vector(0.4)));
        check("BatchNorm2d: running_var", x).because("0.9 * 1 + 0.1 * 8 * 5 / 4: the unbiased variance goes in")
                .gives(() -> values(layer.stateDict().get("running_var")), values(vector(1.9)));
        check("BatchNorm2d: num_batches_tracked", x).gives(() -> values(layer.stateDict().get("num_batches_tracked")), Values.of(new double[] {1}));
        check("BatchNorm2d.forward", x).run(() -> layer.forward(x));
        check("BatchNorm2d: running_mean after two batches", x).because("0.9 * 0.4 + 0.1 * 4")
                .gives(() -> values(layer.stateDict().get("running_mean")), values(vector(0.76)));
    }

    @Test
    void evaluationUsesTheRunningStatisticsAndLeavesThem() {
        BatchNorm2d layer = new BatchNorm2d(1, true, 0.1, 1e-9);
        layer.stateDict().get("running_mean").fill(10);
        layer.stateDict().get("running_var").fill(4);
        layer.eval();
        Tensor x = tensor(shape(1, 1, 1, 1), 16);
        check("BatchNorm2d.eval, forward", x).because("(16 - 10) / 2: one number is enough").within(NORMALISED)
                .gives(() -> values(layer.forward(x)), Values.of(new double[] {3}, 1, 1, 1, 1));
        check("BatchNorm2d.eval, running_mean", x).because("only training moves it")
                .gives(() -> values(layer.stateDict().get("running_mean")), values(vector(10)));
        check("BatchNorm2d.eval, num_batches_tracked", x)
                .gives(() -> values(layer.stateDict().get("num_batches_tracked")), Values.of(new double[] {0}));
    }

    @Test
    @LookAt("BatchNorm2d.remember")
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("norm")) {
            boolean affine = c.args().get("affine").asBoolean();
            Tensor x = tensor(c.inputs().getFirst());
            BatchNorm2d layer = new BatchNorm2d(x.dim(1), affine, c.args().get("momentum").asDouble(), c.args().get("eps").asDouble());
            if (affine) {
                set(layer.parameters().get("weight"), tensor(c.inputs().get(2)));
                set(layer.parameters().get("bias"), tensor(c.inputs().get(3)));
            }
            for (Values batch : c.inputs().subList(affine ? 4 : 2, c.inputs().size())) {
                check("BatchNorm2d.forward, " + c.name(), tensor(batch)).run(() -> layer.forward(tensor(batch)));
            }
            if (!c.args().get("train").asBoolean()) {
                layer.eval();
            }
            check("BatchNorm2d.forward, " + c.name(), x).because("torch.nn.BatchNorm2d gives this").within(NORMALISED)
                    .gives(() -> values(layer.forward(x)), c.outputs().getFirst());
            List<String> buffers = List.of("running_mean", "running_var", "num_batches_tracked");
            for (int i = 0; i < 3; i++) {
                Tensor buffer = layer.stateDict().get(buffers.get(i));
                check("BatchNorm2d: " + buffers.get(i) + ", " + c.name(), x).because("torch.nn.BatchNorm2d has this")
                        .gives(() -> values(buffer), c.outputs().get(c.outputs().size() - 3 + i));
            }
        }
    }

    static void set(Tensor parameter, Tensor value) {
        Tracking.off(() -> parameter.copyFrom(value));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 3, 2, 4, 5);
        Values expected = check("BatchNorm2d.forward", x).run(() -> values(new BatchNorm2d(2).forward(x)));
        for (Tensor view : layouts(x)) {
            check("BatchNorm2d.forward", view).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(new BatchNorm2d(2).forward(view)), expected);
        }
    }

    @Test
    void itsStateHasPyTorchsNames() {
        BatchNorm2d layer = new BatchNorm2d(3);
        Tensor x = random(1, 2, 3, 1, 1);
        check("BatchNorm2d.forward", x).run(() -> layer.forward(x));
        Check.call("BatchNorm2d.parameters").equal(() -> layer.parameters().keySet().toString(), "[weight, bias]");
        Check.call("BatchNorm2d.stateDict")
                .equal(() -> layer.stateDict().keySet().toString(), "[weight, bias, running_mean, running_var, num_batches_tracked]");
        Check.call("BatchNorm2d without affine, parameters").equal(() -> new BatchNorm2d(3, false, 0.1, 1e-5).parameters().size(), 0);
    }

    @Test
    void refusesWhatHasNoVariance() {
        BatchNorm2d layer = new BatchNorm2d(3);
        Tensor two = random(1, 2, 3, 1, 1);
        Tensor one = random(1, 1, 3, 1, 1);
        check("BatchNorm2d.forward", two).run(() -> layer.forward(two));
        check("BatchNorm2d.forward", one).because("one number a channel would always become 0")
                .refuses(ShapeException.class, () -> layer.forward(one), "two numbers", "(1, 3, 1, 1)");
        Tensor wrong = random(1, 2, 4, 2, 2);
        check("BatchNorm2d.forward", wrong).refuses(ShapeException.class, () -> layer.forward(wrong), "channels", "(2, 4, 2, 2)", "(3,)");
    }
}
