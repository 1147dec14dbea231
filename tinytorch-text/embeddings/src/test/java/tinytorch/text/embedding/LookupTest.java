package tinytorch.text.embedding;

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
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("embedding.lookup")
class LookupTest {
    private static final Tensor TABLE = tensor(shape(3, 2), 1, 2, 3, 4, 5, 6);

    private static Tensor lookup(Tensor ids, Tensor table) {
        return new Lookup().forward(List.of(ids, table));
    }

    @Test
    void rowsAreChosenByNumber() {
        check("Lookup.forward", vector(2, 0, 2), TABLE).because("row 2, row 0, and row 2 once more")
                .gives(() -> values(lookup(vector(2, 0, 2), TABLE)), Values.of(new double[] {5, 6, 1, 2, 5, 6}, 3, 2));
    }

    @Test
    void idsMayHaveAnyShape() {
        Tensor ids = tensor(shape(2, 1, 2), 2, 0, 1, 1);
        check("Lookup.forward", ids, TABLE).because("the result has the axes of the ids, then one for the row")
                .gives(() -> values(lookup(ids, TABLE)), Values.of(new double[] {5, 6, 1, 2, 3, 4, 3, 4}, 2, 1, 2, 2));
        Tensor single = tensor(shape(), 1);
        check("Lookup.forward", single, TABLE).because("one id without any axis gives one row")
                .gives(() -> values(lookup(single, TABLE)), Values.of(new double[] {3, 4}, 2));
        Tensor none = tensor(shape(0));
        check("Lookup.forward", none, TABLE).because("no ids, no rows").gives(() -> values(lookup(none, TABLE)), Values.of(new double[0], 0, 2));
    }

    @Test
    void anIdThatIsNoRowIsRefused() {
        for (float id : new float[] {3, -1, 1.5f, Float.NaN}) {
            check("Lookup.forward", vector(0, id), TABLE).because("the table has the rows 0, 1 and 2")
                    .refuses(IndexOutOfBoundsException.class, () -> lookup(vector(0, id), TABLE), "id " + id, "from 0 to 2");
        }
    }

    @Test
    void theResultIsACopy() {
        Tensor table = tensor(shape(2, 2), 1, 2, 3, 4);
        Tensor out = check("Lookup.forward", vector(1), table).run(() -> lookup(vector(1), table));
        out.set(100, 0, 0);
        check("Lookup.forward", vector(1), table).because("whoever changes the result does not change the table")
                .gives(() -> values(table), Values.of(new double[] {1, 2, 3, 4}, 2, 2));
    }

    @Test
    void thePaddingIdIsLookedUpLikeAnyOther() {
        check("Lookup.forward", vector(0, 2), TABLE).because("padding is about the gradient")
                .gives(() -> values(new Lookup(2).forward(List.of(vector(0, 2), TABLE))), Values.of(new double[] {1, 2, 5, 6}, 2, 2));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor ids = tensor(shape(2, 3), 4, 0, 3, 1, 2, 4);
        Tensor table = random(1, 5, 3);
        Values expected = Values.of(Cases.lookup(Cases.doubles(table), 3, 4, 0, 3, 1, 2, 4), 2, 3, 3);
        for (int i = 0; i < Cases.layouts(ids).size(); i++) {
            Tensor otherIds = Cases.layouts(ids).get(i);
            Tensor otherTable = Cases.layouts(table).get(i);
            check("Lookup.forward", otherIds, otherTable).because("views must give what their contiguous copies give").within(Tolerance.EXACT)
                    .gives(() -> values(lookup(otherIds, otherTable)), expected);
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("embedding")) {
            Tensor ids = tensor(c.inputs().get(0));
            Tensor table = tensor(c.inputs().get(1));
            check("Lookup.forward, " + c.name(), ids, table).because("torch.nn.functional.embedding gives this").within(Tolerance.EXACT)
                    .gives(() -> values(new Lookup(Cases.padding(c)).forward(List.of(ids, table))), c.outputs().get(0));
        }
    }
}
