package tinytorch.text.embedding;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.autograd.Autograd;
import tinytorch.nn.network.Initializer;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("embedding.layer")
class EmbeddingTest {

    @Test
    void thePaddingRowStartsAtZero() {
        Check.call("Embedding.table", 3, 2, "padding 1", "constant 5").because("row 1 is that of the padding id")
                .gives(() -> values(Embedding.table(3, 2, 1, Initializer.constant(5), new SplittableRandom(1))),
                        Values.of(new double[] {5, 5, 0, 0, 5, 5}, 3, 2));
        Check.call("Embedding.table", 3, 2, "padding 0", "constant 5").because("0 is an id like any other")
                .gives(() -> values(Embedding.table(3, 2, 0, Initializer.constant(5), new SplittableRandom(1))),
                        Values.of(new double[] {0, 0, 5, 5, 5, 5}, 3, 2));
    }

    @Test
    @LookAt("Embedding.table")
    void theTableIsWhatTheInitializerMakesInOneCall() {
        Initializer normal = Initializer.normal(0, 0.02f);
        Values whole = values(normal.make(new SplittableRandom(3), 5, 4));
        Check.call("new Embedding", 5, 4).because("without padding the initializer's table is the weight, number for number").within(Tolerance.EXACT)
                .gives(() -> values(new Embedding(5, 4, normal, new SplittableRandom(3)).weight()), whole);
        Values padded = Values.of(whole.data().clone(), 5, 4);
        for (int j = 0; j < 4; j++) {
            padded.data()[2 * 4 + j] = 0;
        }
        Check.call("new Embedding", 5, 4, "padding 2").because("all other rows stay as they were without padding").within(Tolerance.EXACT)
                .gives(() -> values(new Embedding(5, 4, 2, normal, new SplittableRandom(3)).weight()), padded);
    }

    @Test
    void theUsualTableIsStandardNormal() {
        Tensor weight = Check.call("new Embedding", 200, 50).run(() -> new Embedding(200, 50, new SplittableRandom(4)).weight());
        double mean = weight.mean().item();
        double square = weight.mul(weight).mean().item();
        Check.call("new Embedding", 200, 50).because("torch.nn.Embedding starts with mean 0 and standard deviation 1")
                .holds(Math.abs(mean) < 0.05 && Math.abs(square - 1) < 0.05, "mean 0 and mean square 1, to 0.05", mean + " and " + square);
    }

    @Test
    void theLayerLooksUp() {
        Embedding layer = Check.call("new Embedding").run(() -> new Embedding(tensor(shape(3, 2), 1, 2, 3, 4, 5, 6)));
        Tensor ids = tensor(shape(2, 2), 2, 0, 1, 1);
        check("Embedding.forward", ids).gives(() -> values(layer.forward(ids)), Values.of(new double[] {5, 6, 1, 2, 3, 4, 3, 4}, 2, 2, 2));
    }

    @Test
    void autogradFindsTheTable() {
        Embedding layer = Check.call("new Embedding").run(() -> new Embedding(tensor(shape(3, 2), 1, 2, 3, 4, 5, 6)));
        Check.call("Embedding.forward, then Autograd.backward").because("the sum of two rows: each gets a gradient of ones, the third none")
                .gives(() -> {
                    Autograd.backward(layer.forward(vector(2, 1)).sum());
                    return values(layer.weight().grad());
                }, Values.of(new double[] {0, 0, 1, 1, 1, 1}, 3, 2));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("embedding")) {
            Tensor ids = tensor(c.inputs().get(0));
            Embedding layer = Check.call("new Embedding").run(() -> new Embedding(tensor(c.inputs().get(1)), Cases.padding(c)));
            Tensor out = check("Embedding.forward, " + c.name(), ids).run(() -> layer.forward(ids));
            check("Embedding.forward, " + c.name(), ids).because("torch.nn.Embedding gives this").within(Tolerance.EXACT)
                    .gives(() -> values(out), c.outputs().get(0));
            check("Embedding.forward, then backward, " + c.name(), ids).because("torch.nn.Embedding has this gradient").within(Tolerance.EXACT)
                    .gives(() -> {
                        Autograd.backward(out, tensor(c.inputs().get(2)));
                        return values(layer.weight().grad());
                    }, c.outputs().get(1));
        }
    }

    @Test
    void theStateHasTheNameOfPyTorch() {
        Embedding layer = Check.call("new Embedding", 7, 3).run(() -> new Embedding(7, 3, 1, Initializer.normal(0, 1), new SplittableRandom(1)));
        Check.call("Embedding.stateDict").equal(() -> layer.stateDict().keySet().toString(), "[weight]");
        Check.call("Embedding.parameterCount").because("7 rows of 3").equal(layer::parameterCount, 21L);
        Check.call("Embedding.toString").equal(layer::toString, "Embedding(7, 3, padding 1)");
    }

    @Test
    void whatCanNotBeATableIsRefused() {
        Tensor weight = Embedding.table(3, 2, -1, Initializer.zeros(), new SplittableRandom(1));
        Check.call("new Embedding", weight.shape(), "padding 3").refuses(IndexOutOfBoundsException.class,
                () -> new Embedding(weight, 3), "padding id 3", "from 0 to 2");
        Check.call("new Embedding", 3, 2, "padding 3").refuses(IndexOutOfBoundsException.class,
                () -> new Embedding(3, 2, 3, Initializer.zeros(), new SplittableRandom(1)), "padding id 3");
        Check.call("new Embedding", 0, 2).refuses(IllegalArgumentException.class, () -> new Embedding(0, 2, new SplittableRandom(1)), "got 0");
        Check.call("new Embedding", "(3,)").refuses(IllegalArgumentException.class, () -> new Embedding(random(1, 3)), "(count, dim)");
    }
}
