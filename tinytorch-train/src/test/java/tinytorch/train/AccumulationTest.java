package tinytorch.train;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.Batch;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.network.MeanSquaredError;
import tinytorch.data.SplitMix;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("train.accumulate")
class AccumulationTest {

    private static TrainingStep step(Layer network, Loss loss) {
        return new TrainingStep(network, loss, Fixtures.sgd(network, 0.1), () -> { }, value -> new TrainingException("loss " + value));
    }

    private static Check gradients(String parts) {
        return Check.call("TrainingStep.gradients", parts);
    }

    @Test
    void oneBatchGivesItsLossAndItsGradient() {
        Sequential network = Fixtures.scale(2);
        gradients("x = 1, 2 with y = 3, 5").because("predictions 2 and 4, both 1 too small: (1 + 1) / 2")
                .gives(() -> Values.of(new double[] {step(network, new MeanSquaredError()).gradients(List.of(Fixtures.batch(1, 3, 2, 5)))}),
                Values.of(new double[] {1}));
        gradients("x = 1, 2 with y = 3, 5").because("dL/dw = mean of 2 * (prediction - target) * x = (-2 - 4) / 2")
                .gives(() -> values(network.parameters().get("0.weight").grad()), Values.of(new double[] {-3}, 1, 1));
        Check.call("TrainingStep.gradients").because("it only computes gradients: the optimizer has not been asked")
                .equal(() -> Fixtures.weight(network), 2f);
    }

    @Test
    void twoEqualPartsAreTheMeanOfBoth() {
        Sequential network = Fixtures.scale(1);
        List<Batch> parts = List.of(Fixtures.batch(1, 0), Fixtures.batch(1, 4));
        gradients("[1 -> 0], [1 -> 4]").because("losses 1 and 9: their mean")
                .gives(() -> Values.of(new double[] {step(network, new MeanSquaredError()).gradients(parts)}), Values.of(new double[] {5}));
        gradients("[1 -> 0], [1 -> 4]").because("gradients 2 and -6: their mean, not their sum")
                .gives(() -> values(network.parameters().get("0.weight").grad()), Values.of(new double[] {-2}, 1, 1));
    }

    @Test
    void aSmallerLastPartCountsByItsExamples() {
        Sequential network = Fixtures.scale(1);
        List<Batch> parts = List.of(Fixtures.batch(1, 0, 1, 0, 1, 0), Fixtures.batch(1, 3));
        gradients("3 examples with loss 1, 1 with loss 4").because("3/4 * 1 + 1/4 * 4")
                .gives(() -> Values.of(new double[] {step(network, new MeanSquaredError()).gradients(parts)}), Values.of(new double[] {1.75}));
        gradients("3 examples with gradient 2, 1 with gradient -4").because("3/4 * 2 + 1/4 * (-4)")
                .gives(() -> values(network.parameters().get("0.weight").grad()), Values.of(new double[] {0.5}, 1, 1));
    }

    @Test
    void anyPartsGiveTheGradientsOfTheWholeBatch() {
        Batch whole = new Batch(random(1, 7, 2), vector(0, 1, 1, 0, 1, 0, 0));
        Sequential network = Fixtures.network(3, new SplitMix(1));
        network.eval();     // without dropout: the parts would draw other masks
        double loss = gradients("7 examples").run(() -> step(network, Fixtures.loss()).gradients(List.of(whole)));
        Map<String, Tensor> expected = Snapshot.copy(grads(network));
        for (int[] sizes : new int[][] {{7}, {3, 4}, {3, 3, 1}, {1, 1, 1, 1, 1, 1, 1}, {1, 6}}) {
            network.zeroGrad();
            Check check = gradients("7 examples in " + sizes.length + " parts")
                    .because("accumulation is the large batch in less memory, nothing else");
            check.gives(() -> Values.of(new double[] {step(network, Fixtures.loss()).gradients(Fixtures.split(whole, sizes))}),
                    Values.of(new double[] {loss}));
            expected.forEach((name, gradient) -> check.gives(() -> values(grads(network).get(name)), values(gradient)));
        }
    }

    @Test
    void ignoredExamplesHaveNoWeight() {
        Masked loss = new Masked();
        Sequential network = Fixtures.scale(1);
        List<Batch> parts = List.of(Fixtures.batch(1, 0, 1, -100, 1, -100), Fixtures.batch(1, -100), Fixtures.batch(1, 4));
        gradients("three parts with 1, 0 and 1 examples that count")
                .because("CountedLoss.weight says how many terms a part's mean has: (1 + 9) / 2; a part without any is left out")
                .gives(() -> Values.of(new double[] {step(network, loss).gradients(parts)}), Values.of(new double[] {5}));
        gradients("three parts with 1, 0 and 1 examples that count")
                .gives(() -> values(network.parameters().get("0.weight").grad()), Values.of(new double[] {-2}, 1, 1));
    }

    @Test
    void gradientsAreAddedToThoseThatAreThere() {
        Sequential network = Fixtures.scale(2);
        TrainingStep step = step(network, new MeanSquaredError());
        gradients("twice").run(() -> step.gradients(List.of(Fixtures.batch(1, 3, 2, 5))) + step.gradients(List.of(Fixtures.batch(1, 3, 2, 5))));
        gradients("twice").because("forgetting gradients is not its business: -3 - 3")
                .gives(() -> values(network.parameters().get("0.weight").grad()), Values.of(new double[] {-6}, 1, 1));
    }

    private static Map<String, Tensor> grads(Layer network) {
        Map<String, Tensor> grads = new LinkedHashMap<>();
        network.parameters().forEach((name, tensor) -> grads.put(name, tensor.grad()));
        return grads;
    }

    /** The mean squared error of the targets that are not -100. */
    private record Masked() implements Loss, CountedLoss {
        @Override
        public Tensor value(Tensor prediction, Tensor target) {
            double sum = 0;
            for (int i : counted(target)) {
                sum += Math.pow(prediction.get(i, 0) - target.get(i, 0), 2);
            }
            return vector(sum / count(target)).reshape();
        }

        @Override
        public Tensor gradient(Tensor prediction, Tensor target) {
            Tensor gradient = prediction.mul(0);
            for (int i : counted(target)) {
                gradient.set(2 * (prediction.get(i, 0) - target.get(i, 0)) / count(target), i, 0);
            }
            return gradient;
        }

        @Override
        public int count(Tensor target) {
            return counted(target).size();
        }

        private static List<Integer> counted(Tensor target) {
            List<Integer> counted = new ArrayList<>();
            for (int i = 0; i < target.dim(0); i++) {
                if (target.get(i, 0) != -100) {
                    counted.add(i);
                }
            }
            return counted;
        }
    }
}
