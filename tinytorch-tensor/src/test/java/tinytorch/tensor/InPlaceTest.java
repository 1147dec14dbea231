package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("tensor.elementwise")
class InPlaceTest {

    @Test
    void overwritesTheTensorAndReturnsIt() {
        Tensor x = vector(1, 2, 3);
        Tensor returned = check("Tensor.addInPlace", x).run(() -> x.addInPlace(vector(10, 20, 30)));
        check("Tensor.addInPlace", x).holds(returned == x, "the same tensor is returned, so that calls can be chained", returned);
        check("Tensor.addInPlace", x).gives(() -> values(x), Values.of(new double[] {11, 22, 33}, 3));
        check("Tensor.subInPlace", x).gives(() -> values(x.subInPlace(vector(1, 2, 3))), Values.of(new double[] {10, 20, 30}, 3));
        check("Tensor.mulInPlace", x).gives(() -> values(x.mulInPlace(vector(0, 1, -1))), Values.of(new double[] {0, 20, -30}, 3));
        check("Tensor.inPlace(Abs)", x).gives(() -> values(x.inPlace(new UnaryOp.Abs())), Values.of(new double[] {0, 20, 30}, 3));
    }

    @Test
    void everyChangeCountsTheVersionUp() {
        Tensor x = vector(1, 2);
        int before = x.version();
        check("Tensor.addInPlace", x).run(() -> x.addInPlace(vector(1, 1)));
        check("Tensor.addInPlace", x).holds(x.version() == before + 1, "version " + (before + 1), x.version());
        check("Tensor.add", x).run(() -> x.add(x));
        check("Tensor.add", x).because("add makes a new tensor and changes none").holds(x.version() == before + 1, "version " + (before + 1), x.version());
    }

    @Test
    void everyViewOfTheStorageSeesTheChange() {
        float[] storage = {1, 2, 3, 4};
        Tensor all = Tensor.strided(storage, Shape.of(4), new int[] {1}, 0);
        Tensor odd = Tensor.strided(storage, Shape.of(2), new int[] {2}, 1);
        check("Tensor.mulInPlace", odd).run(() -> odd.mulInPlace(vector(10, 100)));
        check("Tensor.mulInPlace", odd).because("the view holds elements 1 and 3 of the storage; the others stay")
                .gives(() -> values(all), Values.of(new double[] {1, 20, 3, 400}, 4));
    }

    @Test
    @LookAt("ScalarKernels.binary")
    void worksInEveryMemoryLayout() {
        Tensor y = random(2, 2, 3);
        Values expected = values(random(1, 2, 3));
        for (int i = 0; i < 6; i++) {
            expected.data()[i] += values(y).data()[i];
        }
        for (Tensor x : layouts(random(1, 2, 3))) {
            check("Tensor.addInPlace", x, y).because("the result is written at outAt + i * outStep").gives(() -> values(x.addInPlace(y)), expected);
        }
    }

    @Test
    void operandOverTheSameStorageIsReadBeforeItChanges() {
        float[] storage = {1, 2, 3};
        Tensor x = Tensor.strided(storage, Shape.of(3), new int[] {1}, 0);
        Tensor reversed = Tensor.strided(storage, Shape.of(3), new int[] {-1}, 2);
        check("Tensor.addInPlace", x, x).gives(() -> values(x.addInPlace(x)), Values.of(new double[] {2, 4, 6}, 3));
        check("Tensor.addInPlace", x, reversed).because("[2, 4, 6] + [6, 4, 2], although the first sum overwrites an element that the last one needs")
                .gives(() -> values(x.addInPlace(reversed)), Values.of(new double[] {8, 8, 8}, 3));
    }

    @Test
    void stretchedTensorIsRefused() {
        check("Tensor.addInPlace", vector(1)).gives(() -> values(vector(1).addInPlace(vector(1))), Values.of(new double[] {2}, 1));
        Tensor stretched = Tensor.strided(new float[] {1}, Shape.of(3), new int[] {0}, 0);
        check("Tensor.addInPlace", stretched).because("three elements share one place in storage: a change of one would be a change of all")
                .refuses(ShapeException.class, () -> stretched.addInPlace(vector(1, 2, 3)), "add", "axis 0", "(3,)", "copy()");
    }

    @Test
    void tensorThatWantsAGradientIsOnlyChangedWithTrackingOff() {
        Tensor x = vector(1, 2).requiresGrad(true);
        check("Tensor.subInPlace", x).gives(() -> values(Tracking.off(() -> x.subInPlace(vector(1, 1)))), Values.of(new double[] {0, 1}, 2));
        check("Tensor.subInPlace", x).because("the graph would remember a value that is gone")
                .refuses(IllegalStateException.class, () -> x.subInPlace(vector(1, 1)), "sub", "(2,)", "Tracking.off");
    }

    @Test
    void emptyTensorIsNoStretchedView() {
        Tensor one = vector(1);
        check("Tensor.addInPlace", one).gives(() -> values(one.addInPlace(vector(2))), Values.of(new double[] {3}, 1));
        Tensor empty = Tensor.strided(new float[0], Shape.of(2, 0), new int[] {0, 1}, 0);
        check("Tensor.addInPlace", empty).because("it has no elements, so none share a place")
                .gives(() -> values(empty.addInPlace(empty)), Values.of(new double[0], 2, 0));
    }
}
