package tinytorch.nn;

import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;

@Tag("layers.modes")
class ModesTest {
    private final Layer leaf = new Identity();
    private final Layer middle = new Group().add("leaf", leaf);
    private final Layer other = new Identity();
    private final Layer root = new Group().add("middle", middle).add("other", other);

    private void allAre(boolean training) {
        for (Layer layer : new Layer[] {root, middle, leaf, other}) {
            Check.call(training ? "Layer.train" : "Layer.eval").because("the mode holds for every layer inside, at any depth")
                    .equal(layer::training, training);
        }
    }

    @Test
    void switchesTheWholeTreeToEvaluationAndBack() {
        Check.call("Layer.eval").run(root::eval);
        allAre(false);
        Check.call("Layer.train").run(root::train);
        allAre(true);
    }

    @Test
    void switchesOnlyWhatIsBelow() {
        Check.call("Layer.eval").run(middle::eval);
        Check.call("Layer.eval").because("the root was not asked").equal(root::training, true);
        Check.call("Layer.eval").because("a sibling was not asked").equal(other::training, true);
        Check.call("Layer.eval").equal(leaf::training, false);
        Check.call("Layer.train").run(root::train);
        allAre(true);
    }

    @Test
    void returnsTheLayerItself() {
        Check evaluation = Check.call("Layer.eval");
        evaluation.holds(evaluation.run(root::eval) == root, "the layer is returned, so that calls can be chained", "another layer");
        Check training = Check.call("Layer.train");
        training.holds(training.run(root::train) == root, "the layer is returned, so that calls can be chained", "another layer");
    }

    @Test
    void forgetsTheGradientsOfTheWholeTree() {
        Scale deep = new Scale(1, 2);
        Tensor own = counting(3);
        Layer network = new Group().addParameter("own", own).add("0", new Group().add("deep", deep));
        deep.weight.accumulateGrad(vector(5, 6));
        own.accumulateGrad(vector(1, 1, 1));
        Check check = Check.call("Layer.zeroGrad");
        check.run(() -> {
            network.zeroGrad();
            return null;
        });
        check.holds(deep.weight.grad() == null && own.grad() == null, "no parameter has a gradient left", deep.weight.grad());
    }

    @Test
    void forgetsNothingOutsideItself() {
        Scale inside = new Scale(1);
        Scale outside = new Scale(1);
        new Group().add("a", inside).add("b", outside);
        inside.weight.accumulateGrad(vector(2));
        outside.weight.accumulateGrad(vector(3));
        Check check = Check.call("Layer.zeroGrad");
        check.run(() -> {
            inside.zeroGrad();
            return null;
        });
        check
                .holds(inside.weight.grad() == null && outside.weight.grad() != null, "only this layer and what is inside it",
                        outside.weight.grad());
    }
}
