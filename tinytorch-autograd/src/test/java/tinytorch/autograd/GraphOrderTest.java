package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.vector;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;

@Tag("autograd.order")
class GraphOrderTest {
    private final Tensor leaf = vector(1, 2).requiresGrad(true);

    private static List<Tensor> order(Tensor output) {
        return Check.call("GraphOrder.of", "output of shape " + output.shape()).run(() -> GraphOrder.of(output, List.of()));
    }

    @Test
    void chainIsWalkedFromItsEnd() {
        Tensor b = leaf.exp();
        Tensor c = b.neg();
        Check.call("GraphOrder.of", "c = neg(b), b = exp(a)").because("from the output back to the leaf").equal(() -> GraphOrder.of(c, List.of()),
                List.of(c, b, leaf));
    }

    @Test
    void leafAloneIsItsOwnOrder() {
        Check.call("GraphOrder.of", "a leaf").equal(() -> GraphOrder.of(leaf, List.of()), List.of(leaf));
    }

    @Test
    void tensorWaitsForAllThatWasComputedFromIt() {
        Tensor b = leaf.exp();
        Tensor left = leaf.mul(b);
        Check.call("GraphOrder.of", "a * exp(a)").because("a gets a part of its gradient from b, so b comes first").equal(() -> GraphOrder.of(left,
                List.of()), List.of(left, b, leaf));
        Tensor right = b.mul(leaf);
        Check.call("GraphOrder.of", "exp(a) * a").because("the same with the operands swapped").equal(() -> GraphOrder.of(right, List.of()),
                List.of(right, b, leaf));
    }

    @Test
    void everyOrderIsTopologicalInATangledGraph() {
        Tensor[] nodes = new Tensor[60];
        nodes[0] = leaf;
        for (int i = 1; i < nodes.length; i++) {
            nodes[i] = nodes[i - 1].add(nodes[(i * 7) % i]).mul(nodes[(i * i + 3) % i]);
        }
        List<Tensor> order = order(nodes[59]);
        Map<Tensor, Integer> place = new IdentityHashMap<>();
        for (Tensor tensor : order) {
            Check.call("GraphOrder.of", "60 tangled operations").because("each tensor stands in the order once")
                    .holds(place.putIfAbsent(tensor, place.size()) == null, "once", "twice");
        }
        for (Tensor tensor : order) {
            for (Tensor input : GraphOrder.inputs(tensor, List.of())) {
                Check.call("GraphOrder.of", "60 tangled operations").because("a tensor comes after everything that was computed from it")
                        .holds(place.get(input) != null && place.get(input) > place.get(tensor), "inputs later than results", place.get(tensor)
                                + " before " + place.get(input));
            }
        }
        Check.call("GraphOrder.of", "60 tangled operations").because("two operations a step, and the leaf").equal(order::size, 2 * 59 + 1);
    }

    @Test
    void whatWantsNoGradientIsLeftOut() {
        Tensor data = vector(3, 4);
        Tensor scaled = data.mul(2);
        Tensor y = leaf.mul(scaled);
        Check.call("GraphOrder.of", "a * (2 * data)").because("no gradient flows to data").equal(() -> GraphOrder.of(y, List.of()), List.of(y, leaf));
    }

    @Test
    void endsAreIncludedButNotPassed() {
        Tensor b = leaf.exp();
        Tensor c = b.neg();
        Check.call("GraphOrder.of", "neg(exp(a)), ending at exp(a)").because("inputs(...) of an end are none").equal(() -> GraphOrder.of(c,
                List.of(b)), List.of(c, b));
    }

    @Test
    void oneHundredThousandOperationsDoNotOverflowTheStack() {
        Tensor x = vector(1).requiresGrad(true);
        Tensor y = x;
        for (int i = 0; i < 100_000; i++) {
            y = y.neg();
        }
        Check.call("GraphOrder.of", "a chain of 100,000").because("a method that calls itself runs out of stack: keep a stack of your own")
                .equal(order(y)::size, 100_001);
    }

    @Test
    void sixtyDoublingsAreSixtyOneTensors() {
        Tensor y = leaf;
        for (int i = 0; i < 60; i++) {
            y = y.add(y);
        }
        Check.call("GraphOrder.of", "60 times x = x + x").because("2^60 paths lead to the leaf, but it is opened once").equal(order(y)::size, 61);
    }

    @Test
    void releasedGraphIsRefused() {
        Tensor b = leaf.exp();
        Tensor c = b.neg();
        Check.call("GraphOrder.of", "neg(exp(a))").equal(() -> GraphOrder.of(c, List.of()).size(), 3);
        b.releaseOrigin();
        Check.call("GraphOrder.of", "neg(exp(a)), exp released").because("its gradient could not reach the leaf, and must not be lost in silence")
                .refuses(IllegalStateException.class, () -> GraphOrder.of(c, List.of()), "released", "(2,)", "retainGraph");
    }
}
