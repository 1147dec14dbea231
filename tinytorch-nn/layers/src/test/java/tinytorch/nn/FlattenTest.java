package tinytorch.nn;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Shape;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Values;

@Tag("layers.flatten")
class FlattenTest {

    @Test
    void makesARowOfEveryExample() {
        Tensor images = counting(2, 1, 2, 3);
        check("Flatten.forward", images).because("every axis but the first is merged; the elements keep their order")
                .gives(() -> values(new Flatten().forward(images)), Values.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 2, 6));
    }

    @Test
    void mergesTheAxesItWasToldTo() {
        Tensor x = counting(2, 3, 4, 5);
        check("Flatten(0, 1).forward", x).equal(() -> new Flatten(0, 1).forward(x).shape(), Shape.of(6, 4, 5));
        check("Flatten(1, 2).forward", x).equal(() -> new Flatten(1, 2).forward(x).shape(), Shape.of(2, 12, 5));
        check("Flatten(-2, -1).forward", x).because("negative axes count from the end")
                .equal(() -> new Flatten(-2, -1).forward(x).shape(), Shape.of(2, 3, 20));
        check("Flatten(0, -1).forward", x).equal(() -> new Flatten(0, -1).forward(x).shape(), Shape.of(120));
        check("Flatten(2, 2).forward", x).because("one axis alone stays as it is")
                .equal(() -> new Flatten(2, 2).forward(x).shape(), x.shape());
    }

    @Test
    void isAViewWhereTheLayoutAllowsIt() {
        Tensor x = counting(2, 2, 3);
        Check check = check("Flatten.forward", x);
        Tensor flat = check.run(() -> new Flatten().forward(x));
        x.set(100, 1, 1, 2);
        check.because("no number is moved: a write to the input shows in the result").equal(() -> flat.get(1, 5), 100f);
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 2, 3, 4);
        for (Tensor view : layouts(x)) {
            check("Flatten.forward", x).because("the elements in row-major order, wherever they lie")
                    .gives(() -> values(new Flatten().forward(view)), Values.of(x.toArray(), 2, 12));
        }
    }

    @Test
    void keepsAnEmptyBatchEmpty() {
        Tensor x = counting(0, 3, 4);
        check("Flatten.forward", x).because("12 numbers an example, for no example: -1 would be ambiguous")
                .equal(() -> new Flatten().forward(x).shape(), Shape.of(0, 12));
        Tensor y = counting(2, 0, 4);
        check("Flatten.forward", y).equal(() -> new Flatten().forward(y).shape(), Shape.of(2, 0));
    }

    @Test
    void givesTheGradientTheShapeOfTheInput() {
        Flatten flatten = new Flatten();
        Tensor gradOutput = random(2, 2, 12);
        for (Tensor view : layouts(gradOutput)) {
            check("Flatten.backward", gradOutput).because("the elements were only renamed").gives(() -> {
                flatten.forward(counting(2, 3, 4));
                return values(flatten.backward(view));
            }, Values.of(gradOutput.toArray(), 2, 3, 4));
        }
    }

    @Test
    void remembersTheShapeOfTheLastInput() {
        Flatten flatten = new Flatten();
        check("Flatten.backward", counting(1, 6)).because("batches may differ in size").equal(() -> {
            flatten.forward(counting(4, 2, 3));
            flatten.forward(counting(1, 3, 2));
            return flatten.backward(counting(1, 6)).shape();
        }, Shape.of(1, 3, 2));
    }

    @Test
    void refusesABackwardWithoutItsForward() {
        Flatten flatten = new Flatten();
        Tensor gradOutput = counting(2, 12);
        check("Flatten.backward", gradOutput)
                .refuses(IllegalStateException.class, () -> flatten.backward(gradOutput), "Flatten.backward", "forward");
        check("Flatten.forward", counting(2, 3, 4)).run(() -> flatten.forward(counting(2, 3, 4)));
        flatten.eval();
        check("Flatten.forward", counting(2, 3, 4)).run(() -> flatten.forward(counting(2, 3, 4)));
        check("Flatten.backward", gradOutput).because("in eval mode nothing is kept")
                .refuses(IllegalStateException.class, () -> flatten.backward(gradOutput), "train mode");
    }

    @Test
    void refusesAxesThatDoNotExistOrAreSwapped() {
        Tensor x = counting(2, 3);
        check("Flatten(1, 2).forward", x).refuses(ShapeException.class, () -> new Flatten(1, 2).forward(x), "(2, 3)");
        check("Flatten(1, 0).forward", x).because("the first axis lies behind the last")
                .refuses(ShapeException.class, () -> new Flatten(1, 0).forward(x), "Flatten", "1", "0", "(2, 3)");
        check("Flatten(-1, 0).forward", x).refuses(ShapeException.class, () -> new Flatten(-1, 0).forward(x), "Flatten", "(2, 3)");
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case golden : Golden.load(getClass(), "layers.json", "flatten")) {
            Tensor x = tensor(golden.inputs().getFirst());
            Flatten flatten = new Flatten(golden.args().get("start").asInt(), golden.args().get("end").asInt());
            check("Flatten.forward", x).because("PyTorch: " + golden).gives(() -> values(flatten.forward(x)), golden.output());
        }
    }
}
