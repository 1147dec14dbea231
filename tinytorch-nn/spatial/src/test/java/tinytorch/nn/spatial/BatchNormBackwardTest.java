package tinytorch.nn.spatial;

import static tinytorch.nn.spatial.Cases.layouts;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** Calls backward with statistics of the reference, so that these tests do not need forward. */
@Tag("spatial.norm-backward")
class BatchNormBackwardTest {
    private static final Tolerance NORMALISED = new Tolerance(2e-5, 1e-5);
    private static final BatchNormalization CONSTANT = new BatchNormalization(false, 1e-5);
    private static final BatchNormalization OF_BATCH = new BatchNormalization(true, 1e-5);

    /** The operation's inputs, with the statistics of x itself. */
    private static List<Tensor> inputs(Tensor x, Tensor weight) {
        int channels = x.dim(1);
        int pixels = x.dim(2) * x.dim(3);
        double[] numbers = Reference.doubles(x);
        Tensor bias = tensor(shape(channels), new double[channels]);
        return List.of(x.requiresGrad(true), tensor(shape(channels), Reference.mean(numbers, channels, pixels)),
                tensor(shape(channels), Reference.variance(numbers, channels, pixels)), weight.requiresGrad(true), bias.requiresGrad(true));
    }

    @Test
    void theGradientOfTheBiasIsTheSumOverTheChannel() {
        Tensor x = random(1, 2, 2, 1, 2);
        Tensor g = tensor(shape(2, 2, 1, 2), 1, 2, 10, 20, 3, 4, 30, 40);
        check("BatchNormalization.backward: bias", g).because("1 + 2 + 3 + 4 and 10 + 20 + 30 + 40, over images and pixels")
                .gives(() -> values(OF_BATCH.backward(g, null, inputs(x, vector(1, 1))).get(4)), values(vector(10, 100)));
    }

    @Test
    void theGradientOfTheWeightMeetsTheNormalisedInput() {
        List<Tensor> inputs = List.of(tensor(shape(1, 1, 1, 2), 1, 7), vector(3), vector(4), vector(5), vector(6));
        Tensor g = tensor(shape(1, 1, 1, 2), 10, 1);
        check("BatchNormalization.backward: weight", g).because("xhat is (1 - 3) / 2 = -1 and (7 - 3) / 2 = 2: 10 * -1 + 1 * 2 = -8")
                .gives(() -> values(new BatchNormalization(false, 1e-9).backward(g, null, inputs).get(3)), values(vector(-8)));
    }

    @Test
    void constantsScaleTheGradient() {
        List<Tensor> inputs = List.of(tensor(shape(1, 1, 1, 2), 1, 7).requiresGrad(true), vector(3), vector(4), vector(5), vector(6));
        Tensor g = tensor(shape(1, 1, 1, 2), 10, 1);
        check("BatchNormalization.backward: input, in evaluation", g).because("5 / 2 times the gradient")
                .gives(() -> values(new BatchNormalization(false, 1e-9).backward(g, null, inputs).get(0)),
                        Values.of(new double[] {25, 2.5}, 1, 1, 1, 2));
    }

    @Test
    void whatMovesTheWholeChannelHasNoInfluence() {
        Tensor x = random(1, 3, 2, 3, 3);
        Tensor same = tensor(shape(3, 2, 3, 3), new double[54]).add(7);
        check("BatchNormalization.backward: input", same).because("adding the same to all pixels is taken away again with the mean")
                .within(NORMALISED)
                .gives(() -> values(OF_BATCH.backward(same, null, inputs(x, vector(2, 3))).get(0)), Values.of(new double[54], 3, 2, 3, 3));
        check("BatchNormalization.backward: input", x).because("making all deviations larger is taken away again with the variance, all but for eps")
                .within(new Tolerance(1e-4, 0))
                .gives(() -> values(OF_BATCH.backward(x, null, inputs(random(1, 3, 2, 3, 3), vector(2, 3))).get(0)),
                        Values.of(new double[54], 3, 2, 3, 3));
    }

    @Test
    void computesTheGradientOfTheInputOnlyIfWanted() {
        Tensor x = random(1, 2, 1, 2, 2);
        Tensor g = random(2, 2, 1, 2, 2);
        List<Tensor> inputs = List.of(x, vector(0), vector(1), vector(1).requiresGrad(true), vector(0).requiresGrad(true));
        Check check = check("BatchNormalization.backward", g);
        List<Tensor> gradients = check.run(() -> OF_BATCH.backward(g, null, inputs));
        check.because("an image wants none").holds(gradients.get(0) == null, "null for the input", gradients.get(0));
        check.because("mean and variance want none: how they depend on x is in the rule").holds(gradients.get(1) == null && gradients.get(2) == null,
                "null for mean and variance", gradients.get(1) + " and " + gradients.get(2));
        check.equal(gradients::size, 5);
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("norm")) {
            boolean affine = c.args().get("affine").asBoolean();
            boolean train = c.args().get("train").asBoolean();
            Tensor x = tensor(c.inputs().get(0));
            Tensor g = tensor(c.inputs().get(1));
            Tensor ones = tensor(shape(x.dim(1)), new double[x.dim(1)]).add(1);
            List<Tensor> own = inputs(x, affine ? tensor(c.inputs().get(2)) : ones);
            int buffers = c.outputs().size() - 3;
            List<Tensor> inputs = train ? own : List.of(x, tensor(c.outputs().get(buffers)), tensor(c.outputs().get(buffers + 1)), own.get(3),
                    own.get(4));
            BatchNormalization op = new BatchNormalization(train, c.args().get("eps").asDouble());
            List<Tensor> gradients = check("BatchNormalization.backward, " + c.name(), g).run(() -> op.backward(g, null, inputs));
            check("BatchNormalization.backward: input, " + c.name(), g).because("torch.nn.BatchNorm2d has this gradient").within(NORMALISED)
                    .gives(() -> values(gradients.get(0)), c.outputs().get(1));
            for (int i = 0; i < 2 && affine; i++) {
                Tensor gradient = gradients.get(3 + i);
                check("BatchNormalization.backward: " + (i == 0 ? "weight, " : "bias, ") + c.name(), g)
                        .because("torch.nn.BatchNorm2d has this gradient").within(NORMALISED)
                        .gives(() -> values(gradient), c.outputs().get(2 + i));
            }
        }
    }

    @Test
    void agreesWithCentralDifferences() {
        int[] dims = {3, 2, 2, 3};
        double[] x = Reference.doubles(random(1, dims));
        double[] w = {1.5, -0.75};
        double[] b = {0, 0};
        double[] c = Reference.cotangent(2, 36);
        Tensor g = tensor(dims, c);
        List<Tensor> ofBatch = check("BatchNormalization.backward", g)
                .run(() -> OF_BATCH.backward(g, null, inputs(tensor(dims, x), tensor(shape(2), w))));
        String why = "this is how much the outputs, weighted with a random gradient, change when a number is moved by a little:"
                + " through the mean and the variance as well";
        check("BatchNormalization.backward: input", g).because(why).within(NORMALISED).gives(() -> values(ofBatch.get(0)),
                Values.of(CentralDifference.gradient(v -> Reference.normalised(v, 2, 6, w, b, 1e-5, null, null), x, c), dims));
        check("BatchNormalization.backward: weight", g).because(why).within(NORMALISED).gives(() -> values(ofBatch.get(3)),
                Values.of(CentralDifference.gradient(v -> Reference.normalised(x, 2, 6, v, b, 1e-5, null, null), w, c), 2));
        double[] mean = {0.25, -0.5};
        double[] variance = {2, 0.5};
        List<Tensor> inputs = List.of(tensor(dims, x).requiresGrad(true), tensor(shape(2), mean), tensor(shape(2), variance), tensor(shape(2), w),
                tensor(shape(2), b));
        check("BatchNormalization.backward: input, in evaluation", g).within(NORMALISED)
                .gives(() -> values(CONSTANT.backward(g, null, inputs).get(0)),
                Values.of(CentralDifference.gradient(v -> Reference.normalised(v, 2, 6, w, b, 1e-5, mean, variance), x, c), dims));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 2, 2, 4, 3);
        Tensor g = random(2, 2, 2, 4, 3);
        Values expected = check("BatchNormalization.backward", g).run(() -> values(OF_BATCH.backward(g, null, inputs(x, vector(1, 2))).get(0)));
        for (int i = 0; i < layouts(x).size(); i++) {
            Tensor input = layouts(x).get(i);
            Tensor gradient = layouts(g).get(i);
            check("BatchNormalization.backward", gradient, input).because("views must give what their contiguous copies give")
                    .gives(() -> values(OF_BATCH.backward(gradient, null, inputs(input, vector(1, 2))).get(0)), expected);
        }
    }
}
