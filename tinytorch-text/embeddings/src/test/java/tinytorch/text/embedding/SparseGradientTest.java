package tinytorch.text.embedding;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("embedding.sparse")
class SparseGradientTest {
    private static final Tensor G = tensor(shape(3, 2), 1, 2, 10, 20, 100, 200);

    private static SparseGradient sparse(int count, int... ids) {
        return new SparseGradient(count, ids, G);
    }

    private static void expect(String call, SparseGradient seen, int[] ids, double... rows) {
        Check.call(call).because("the ids").equal(() -> Arrays.toString(seen.ids()), Arrays.toString(ids));
        Check.call(call).because("their rows").gives(() -> values(seen.rows()), Values.of(rows, ids.length, ids.length == 0 ? 2 : rows.length / ids.length));
    }

    @Test
    void itIsTheIdsAndTheRowsAsTheyCome() {
        SparseGradient seen = check("SparseGradient.of", vector(2, 0, 2), G).run(() -> SparseGradient.of(vector(2, 0, 2), G, 5, -1));
        expect("SparseGradient.of", seen, new int[] {2, 0, 2}, 1, 2, 10, 20, 100, 200);
        Check.call("SparseGradient.of").because("the table has 5 rows").equal(seen::count, 5);
    }

    @Test
    void placesOfThePaddingIdAreLeftOut() {
        expect("SparseGradient.of, padding 0", check("SparseGradient.of", vector(2, 0, 2), G).run(() -> SparseGradient.of(vector(2, 0, 2), G, 3, 0)),
                new int[] {2, 2}, 1, 2, 100, 200);
        expect("SparseGradient.of, padding 2", check("SparseGradient.of", vector(2, 0, 2), G).run(() -> SparseGradient.of(vector(2, 0, 2), G, 3, 2)),
                new int[] {0}, 10, 20);
        expect("SparseGradient.of, all padding", check("SparseGradient.of", vector(1, 1, 1), G).run(() -> SparseGradient.of(vector(1, 1, 1), G, 3, 1)),
                new int[] {});
    }

    @Test
    void idsOfABatchAreTakenInRowMajorOrder() {
        Tensor ids = tensor(shape(2, 2), 3, 0, 1, 3);
        Tensor g = tensor(shape(2, 2, 1), 1, 2, 3, 4);
        for (int i = 0; i < Cases.layouts(ids).size(); i++) {
            Tensor otherIds = Cases.layouts(ids).get(i);
            Tensor gradient = Cases.layouts(g).get(i);
            expect("SparseGradient.of, a batch", check("SparseGradient.of", otherIds, gradient).run(() -> SparseGradient.of(otherIds, gradient, 4, -1)),
                    new int[] {3, 0, 1, 3}, 1, 2, 3, 4);
        }
    }

    @Test
    void coalescedHasEveryIdOnceInAscendingOrder() {
        expect("SparseGradient.coalesce, ids 2, 0, 2", Check.call("SparseGradient.coalesce").run(() -> sparse(3, 2, 0, 2).coalesce()),
                new int[] {0, 2}, 10, 20, 101, 202);
        expect("SparseGradient.coalesce, ids 2, 1, 0", Check.call("SparseGradient.coalesce").run(() -> sparse(3, 2, 1, 0).coalesce()),
                new int[] {0, 1, 2}, 100, 200, 10, 20, 1, 2);
        expect("SparseGradient.coalesce, ids 1, 1, 1", Check.call("SparseGradient.coalesce").run(() -> sparse(3, 1, 1, 1).coalesce()),
                new int[] {1}, 111, 222);
        expect("SparseGradient.coalesce, no ids", Check.call("SparseGradient.coalesce")
                .run(() -> new SparseGradient(3, new int[0], tensor(shape(0, 2))).coalesce()), new int[] {});
    }

    @Test
    void whatIsCoalescedIsLeftAsItWas() {
        int[] ids = {2, 0, 2};
        SparseGradient gradient = new SparseGradient(3, ids, tensor(shape(3, 2), 1, 2, 10, 20, 100, 200));
        Check.call("SparseGradient.coalesce").run(gradient::coalesce);
        expect("SparseGradient.coalesce: what it was called on", gradient, new int[] {2, 0, 2}, 1, 2, 10, 20, 100, 200);
    }

    @Test
    void itsSizeDoesNotDependOnTheTable() {
        expect("SparseGradient.coalesce, a table of a billion rows",
                Check.call("SparseGradient.coalesce").because("only the rows that there are take memory")
                        .run(() -> sparse(1_000_000_000, 999_999_999, 7, 999_999_999).coalesce()),
                new int[] {7, 999_999_999}, 10, 20, 101, 202);
    }

    @Test
    void denseHasZerosElsewhere() {
        Check.call("SparseGradient.toDense", "ids 2, 0, 2").because("repeated ids add up")
                .gives(() -> values(sparse(4, 2, 0, 2).toDense()), Values.of(new double[] {10, 20, 0, 0, 101, 202, 0, 0}, 4, 2));
    }

    @Test
    void aStepChangesItsRowsAndNoOther() {
        Tensor table = tensor(shape(3, 2), 1, 1, 2, 2, 3, 3);
        SparseGradient gradient = new SparseGradient(3, new int[] {2, 2}, tensor(shape(2, 2), 10, 20, 0, 10));
        Check.call("SparseGradient.descend", "ids 2, 2", "rate 0.1").because("3 - 0.1 * 10, and 3 - 0.1 * 20 - 0.1 * 10")
                .gives(() -> {
                    gradient.descend(table, 0.1f);
                    return values(table);
                }, Values.of(new double[] {1, 1, 2, 2, 2, 0}, 3, 2));
        Tensor part = random(1, 5, 2).narrow(0, 1, 3);
        Values before = values(part);
        double[] expected = before.data().clone();
        expected[2] -= 0.5 * 10;
        expected[3] -= 0.5 * 20;
        SparseGradient one = new SparseGradient(3, new int[] {1}, tensor(shape(1, 2), 10, 20));
        Check.call("SparseGradient.descend", "a table inside a larger one").because("row 1 of the view is row 2 of what it was cut out of")
                .gives(() -> {
                    one.descend(part, 0.5f);
                    return values(part);
                }, Values.of(expected, 3, 2));
    }

    @Test
    void aStepIsNoticedByAutograd() {
        Tensor table = tensor(shape(2, 1), 3, 4).requiresGrad(true);
        Tensor product = table.mul(table).sum();
        Check.call("SparseGradient.descend").run(() -> {
            new SparseGradient(2, new int[] {0}, tensor(shape(1, 1), 1)).descend(table, 1);
            return null;
        });
        Check.call("Autograd.backward after descend").because("the table that the product's rule needs was overwritten, and says so")
                .refuses(IllegalStateException.class, () -> {
                    tinytorch.autograd.Autograd.backward(product);
                    return null;
                });
    }

    @Test
    void aTableOfAnotherShapeIsRefused() {
        Tensor table = random(1, 3, 2);
        Check.call("SparseGradient.descend").run(() -> {
            sparse(3, 0, 0, 1).descend(table, 0);
            return null;
        });
        Check.call("SparseGradient.descend", "(4, 2)", "count 3").refuses(IllegalArgumentException.class, () -> {
            sparse(3, 0, 0, 1).descend(random(1, 4, 2), 1);
            return null;
        }, "(4, 2)", "3 rows");
        Check.call("new SparseGradient", "2 ids", "(3, 2)").refuses(IllegalArgumentException.class, () -> sparse(3, 0, 1), "2 ids");
    }

    @Test
    @LookAt({"SparseGradient.of", "SparseGradient.coalesce"})
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("embedding")) {
            Tensor ids = tensor(c.inputs().get(0));
            Tensor g = tensor(c.inputs().get(2));
            int count = c.inputs().get(1).shape()[0];
            SparseGradient seen = check("SparseGradient.of, coalesce, " + c.name(), ids, g)
                    .run(() -> SparseGradient.of(ids, g, count, Cases.padding(c)).coalesce());
            Check.call("coalesced ids, " + c.name()).because("torch.nn.Embedding(sparse=True) has these")
                    .equal(() -> Arrays.stream(seen.ids()).asDoubleStream().toArray(), c.outputs().get(2).data());
            Check.call("coalesced rows, " + c.name()).because("torch.nn.Embedding(sparse=True) has these").within(Tolerance.EXACT)
                    .gives(() -> values(seen.rows()), c.outputs().get(3));
            Check.call("toDense, " + c.name()).because("sparse or dense, it is the same gradient").within(Tolerance.EXACT)
                    .gives(() -> values(SparseGradient.of(ids, g, count, Cases.padding(c)).toDense()), c.outputs().get(1));
        }
    }
}
