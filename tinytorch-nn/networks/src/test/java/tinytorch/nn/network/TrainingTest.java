package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** Builds its networks from given weights, so that these tests begin with the step itself. */
@Tag("networks.train")
class TrainingTest {
    private static final Tensor INPUTS = tensor(shape(4, 2), 0, 0, 0, 1, 1, 0, 1, 1);
    private static final Tensor CLASSES = vector(0, 1, 1, 0);

    private static Sequential xorNetwork(long seed) {
        return new Sequential(new Linear(random(seed, 8, 2), random(seed + 1, 8)), new ActivationLayer(new Tanh()),
                new Linear(random(seed + 2, 2, 8), random(seed + 3, 2)));
    }

    private static TrainingLoop loop(Sequential network, float learningRate) {
        return new TrainingLoop(network, new CrossEntropy(), new GradientDescent(network.parameters().values(), learningRate));
    }

    @Test
    void aStepGoesAgainstTheGradient() {
        Tensor p = vector(1, -2).requiresGrad(true);
        p.accumulateGrad(vector(4, -1));
        Check.call("GradientDescent(0.1).step", "p = [1, -2], gradient [4, -1]").because("p - 0.1 * gradient").gives(() -> {
            new GradientDescent(List.of(p), 0.1f).step();
            return values(p);
        }, Values.of(new double[] {0.6, -1.9}, 2));
        Check.call("GradientDescent(0.1).step").because("the step reads the gradient and leaves it")
                .gives(() -> values(p.grad()), Values.of(new double[] {4, -1}, 2));
    }

    @Test
    @LookAt("GradientDescent.update")
    void aParameterWithoutGradientStays() {
        Tensor p = vector(1, -2).requiresGrad(true);
        Tensor q = vector(5).requiresGrad(true);
        q.accumulateGrad(vector(1));
        Check.call("GradientDescent(0.5).step", "p without a gradient").gives(() -> {
            new GradientDescent(List.of(p, q), 0.5f).step();
            return values(p);
        }, Values.of(new double[] {1, -2}, 2));
        Check.call("GradientDescent(0.5).step", "q = 5, gradient 1").because("every parameter moves by its own gradient")
                .gives(() -> values(q), Values.of(new double[] {4.5}, 1));
    }

    @Test
    void aStepChangesTheTensorThatTheLayerHolds() {
        Tensor weight = tensor(shape(1, 2), 1, 2);
        Linear layer = new Linear(weight, null);
        weight.accumulateGrad(tensor(shape(1, 2), 10, 0));
        Check.call("GradientDescent(0.1).step").because("in place: the layer keeps using this very tensor").equal(() -> {
            new GradientDescent(layer.parameters().values(), 0.1f).step();
            return layer.parameters().get("weight") == weight;
        }, true);
        Check.call("GradientDescent(0.1).step").gives(() -> values(weight), Values.of(new double[] {0, 2}, 1, 2));
    }

    @Test
    void oneStepOfTrainingByHand() {
        Linear layer = new Linear(tensor(shape(1, 1), 2), vector(0));
        Sequential network = new Sequential(layer);
        TrainingLoop loop = new TrainingLoop(network, new MeanSquaredError(), new GradientDescent(network.parameters().values(), 0.1f));
        Tensor x = tensor(shape(2, 1), 1, 2);
        Tensor y = tensor(shape(2, 1), 3, 5);
        check("TrainingLoop.step", x, y).because("predictions 2 and 4, both 1 too small: the loss is (1 + 1) / 2, before the step")
                .gives(() -> Values.of(new float[] {loop.step(x, y)}), Values.of(new double[] {1}));
        check("TrainingLoop.step", x, y).because("dL/dprediction = [-1, -1], so dL/dw = -1*1 - 1*2 = -3 and w becomes 2 + 0.1 * 3")
                .gives(() -> values(network.parameters().get("0.weight")), Values.of(new double[] {2.3}, 1, 1));
        check("TrainingLoop.step", x, y).because("dL/db = -1 - 1 = -2, so b becomes 0 + 0.1 * 2")
                .gives(() -> values(network.parameters().get("0.bias")), Values.of(new double[] {0.2}, 1));
    }

    @Test
    @LookAt("TrainingLoop.learn")
    void everyStepStartsWithFreshGradients() {
        Linear layer = new Linear(tensor(shape(1, 1), 2), null);
        Sequential network = new Sequential(layer);
        TrainingLoop loop = new TrainingLoop(network, new MeanSquaredError(), new GradientDescent(network.parameters().values(), 0.25f));
        Tensor x = tensor(shape(1, 1), 1);
        Tensor y = tensor(shape(1, 1), 0);
        check("TrainingLoop.run, 3 steps", x, y).because("each step halves w: 2, 1, 0.5; gradients of earlier steps must not add up")
                .gives(() -> Values.of(loop.run(x, y, 3), 3), Values.of(new double[] {4, 1, 0.25}, 3));
        check("TrainingLoop.run, 3 steps", x, y).gives(() -> values(network.parameters().get("0.weight")), Values.of(new double[] {0.25}, 1, 1));
    }

    @Test
    void learnsXor() {
        Sequential network = xorNetwork(10);
        float[] losses = Check.call("TrainingLoop.run", "XOR", "120 steps").run(() -> loop(network, 0.5f).run(INPUTS, CLASSES, 120));
        Check.call("TrainingLoop.run", "XOR", "120 steps").because("all four examples in the right class")
                .gives(() -> values(Tracking.off(() -> network.forward(INPUTS).argmax(1))), values(CLASSES));
        Check.call("TrainingLoop.run", "XOR", "120 steps").holds(losses[119] < 0.1 && losses[119] < losses[0] / 4, "a loss below 0.1 after 120 steps", losses[119]);
    }

    @Test
    void learningIsRepeatable() {
        Sequential first = xorNetwork(50);
        Sequential second = xorNetwork(50);
        float[] losses = Check.call("TrainingLoop.run", "XOR, 10 steps").run(() -> loop(first, 0.5f).run(INPUTS, CLASSES, 10));
        Check.call("TrainingLoop.run", "XOR, 10 steps, the same weights")
                .because("the same start and the same examples give the same losses, bit for bit").within(Tolerance.EXACT)
                .gives(() -> Values.of(loop(second, 0.5f).run(INPUTS, CLASSES, 10), 10), Values.of(losses, 10));
    }
}
