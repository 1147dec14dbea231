package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("tensor.join")
class JoinTest {

    @Test
    @LookAt("Concat.forward")
    void concatPutsTensorsOneAfterTheOther() {
        Tensor a = tensor(shape(1, 2), 1, 2);
        Tensor b = tensor(shape(2, 2), 3, 4, 5, 6);
        check("Tensor.concat along 0", a, b).gives(() -> values(Tensor.concat(0, a, b)), Values.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
        check("Tensor.concat along 0", b, a, b).because("each input goes where the last one ended")
                .gives(() -> values(Tensor.concat(0, b, a, b)), Values.of(new double[] {3, 4, 5, 6, 1, 2, 3, 4, 5, 6}, 5, 2));
        Tensor c = tensor(shape(2, 1), 10, 20);
        check("Tensor.concat along 1", b, c).gives(() -> values(Tensor.concat(1, b, c)), Values.of(new double[] {3, 4, 10, 5, 6, 20}, 2, 3));
        check("Tensor.concat along -1", b, c).because("-1 is the last axis").gives(() -> values(Tensor.concat(-1, b, c)), Values.of(new double[] {3, 4, 10, 5, 6, 20}, 2, 3));
    }

    @Test
    void concatReadsEveryMemoryLayout() {
        for (Tensor a : layouts(counting(2, 2))) {
            for (Tensor b : layouts(counting(2, 1))) {
                check("Tensor.concat along 1", a, b).gives(() -> values(Tensor.concat(1, a, b)), Values.of(new double[] {0, 1, 0, 2, 3, 1}, 2, 3));
            }
        }
    }

    @Test
    void concatOfOneOrOfEmptyTensors() {
        Tensor x = vector(1, 2);
        Tensor joined = check("Tensor.concat along 0", x).run(() -> Tensor.concat(0, x));
        check("Tensor.concat along 0", x).gives(() -> values(joined), values(x));
        check("Tensor.concat along 0", x).because("the result has a storage of its own").holds(!joined.sharesStorageWith(x), "a copy", "a view");
        Tensor none = tensor(shape(0));
        check("Tensor.concat along 0", none, x, none).gives(() -> values(Tensor.concat(0, none, x, none)), values(x));
    }

    @Test
    void concatRefusesShapesThatDifferInAnotherAxis() {
        Tensor a = counting(2, 3);
        check("Tensor.concat along 0", a, counting(1, 3)).equal(() -> Tensor.concat(0, a, counting(1, 3)).shape(), Shape.of(3, 3));
        check("Tensor.concat along 0", a, counting(2, 2)).refuses(ShapeException.class, () -> Tensor.concat(0, a, counting(2, 2)), "concat", "(2, 3)", "(2, 2)");
        check("Tensor.concat along 0", a, counting(3)).refuses(ShapeException.class, () -> Tensor.concat(0, a, counting(3)), "concat", "(2, 3)", "(3,)");
        check("Tensor.concat along 0").refuses(IllegalArgumentException.class, () -> Tensor.concat(0), "concat", "at least one");
    }

    @Test
    void stackMakesANewAxis() {
        Tensor a = vector(1, 2, 3);
        Tensor b = vector(4, 5, 6);
        check("Tensor.stack along 0", a, b).gives(() -> values(Tensor.stack(0, a, b)), Values.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
        check("Tensor.stack along 1", a, b).gives(() -> values(Tensor.stack(1, a, b)), Values.of(new double[] {1, 4, 2, 5, 3, 6}, 3, 2));
        check("Tensor.stack along -1", a, b).because("-1 is the last axis of the result").gives(() -> values(Tensor.stack(-1, a, b)), Values.of(new double[] {1, 4, 2, 5, 3, 6}, 3, 2));
        check("Tensor.stack along -2", a, b).gives(() -> values(Tensor.stack(-2, a, b)), Values.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
        Tensor one = tensor(shape(), 1);
        check("Tensor.stack along 0", one, one).because("scalars become a vector").gives(() -> values(Tensor.stack(0, one, one)), Values.of(new double[] {1, 1}, 2));
        check("Tensor.stack along 0", a, vector(1)).refuses(ShapeException.class, () -> Tensor.stack(0, a, vector(1)), "stack", "(3,)", "(1,)");
    }

    @Test
    @LookAt("IndexSelect.forward")
    void indexSelectTakesChosenIndicesInOrderWithRepetition() {
        Tensor x = vector(10, 20, 30);
        check("Tensor.indexSelect(0, 2, 0, 2)", x).gives(() -> values(x.indexSelect(0, 2, 0, 2)), Values.of(new double[] {30, 10, 30}, 3));
        check("Tensor.indexSelect(0, -1)", x).gives(() -> values(x.indexSelect(0, -1)), Values.of(new double[] {30}, 1));
        check("Tensor.indexSelect(0)", x).because("no indices: an axis of length 0").gives(() -> values(x.indexSelect(0)), Values.of(new double[0], 0));
        for (Tensor view : layouts(counting(2, 3))) {
            check("Tensor.indexSelect(1, 2, 1)", view).gives(() -> values(view.indexSelect(1, 2, 1)), Values.of(new double[] {2, 1, 5, 4}, 2, 2));
            check("Tensor.indexSelect(0, 1, 1, 0)", view).gives(() -> values(view.indexSelect(0, 1, 1, 0)), Values.of(new double[] {3, 4, 5, 3, 4, 5, 0, 1, 2}, 3, 3));
        }
    }

    @Test
    void indexSelectIsACopyAndRefusesIndicesOutside() {
        Tensor x = vector(10, 20, 30);
        Tensor chosen = check("Tensor.indexSelect(0, 0, 1)", x).run(() -> x.indexSelect(0, 0, 1));
        check("Tensor.indexSelect(0, 0, 1)", x).because("no stride can jump freely, so it is always a copy").holds(!chosen.sharesStorageWith(x), "a copy", "a view");
        for (int index : new int[] {3, -4}) {
            check("Tensor.indexSelect(0, " + index + ")", x).refuses(IndexOutOfBoundsException.class, () -> x.indexSelect(0, index), "indexSelect", String.valueOf(index), "(3,)");
        }
    }

    @Test
    void splitCutsAnAxisIntoViews() {
        Tensor x = counting(5, 2);
        List<Tensor> parts = check("Tensor.split(2, 0)", x).run(() -> x.split(2, 0));
        check("Tensor.split(2, 0)", x).because("the last part is shorter").equal(() -> parts.stream().map(Tensor::shape).toList(), List.of(Shape.of(2, 2), Shape.of(2, 2), Shape.of(1, 2)));
        check("Tensor.split(2, 0)[1]", x).gives(() -> values(parts.get(1)), Values.of(new double[] {4, 5, 6, 7}, 2, 2));
        check("Tensor.split(2, 0)[2]", x).gives(() -> values(parts.get(2)), Values.of(new double[] {8, 9}, 1, 2));
        check("Tensor.split(2, 0)", x).because("parts are views").holds(parts.get(2).sharesStorageWith(x), "the same storage", "a copy");
        check("Tensor.split(1, -1)", x).equal(() -> x.split(1, -1).size(), 2);
        check("Tensor.split(9, 0)", x).because("one part, shorter than asked for").equal(() -> x.split(9, 0).size(), 1);
        check("Tensor.split(5, 0)", x).because("no empty part at the end").equal(() -> x.split(5, 0).size(), 1);
        Tensor none = tensor(shape(0, 2));
        check("Tensor.split(3, 0)", none).because("an empty axis gives one empty part").equal(() -> none.split(3, 0).stream().map(Tensor::shape).toList(), List.of(Shape.of(0, 2)));
        for (int size : new int[] {0, -1}) {
            check("Tensor.split(" + size + ", 0)", x).refuses(IllegalArgumentException.class, () -> x.split(size, 0), "split", String.valueOf(size));
        }
    }

    @Test
    void concatUndoesSplit() {
        for (Tensor x : layouts(counting(3, 4))) {
            check("Tensor.concat of Tensor.split(3, 1)", x).gives(() -> values(Tensor.concat(1, x.split(3, 1).toArray(Tensor[]::new))), values(x));
        }
    }

    @Test
    void valuesAreThoseOfPyTorch() {
        for (Golden.Case golden : GoldenCases.of("join.json")) {
            List<Tensor> in = GoldenCases.inputs(golden);
            Tensor[] all = in.toArray(Tensor[]::new);
            int axis = GoldenCases.number(golden, "axis");
            switch (golden.op()) {
                case "concat" -> GoldenCases.same(golden, () -> Tensor.concat(axis, all));
                case "stack" -> GoldenCases.same(golden, () -> Tensor.stack(axis, all));
                case "index_select" -> GoldenCases.same(golden, () -> all[0].indexSelect(axis, GoldenCases.ints(golden.args(), "indices")));
                case "split" -> GoldenCases.sameList(golden, () -> all[0].split(GoldenCases.number(golden, "size"), axis));
                default -> throw new IllegalStateException("no call for " + golden);
            }
        }
    }
}
