package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** What the walk holds on to, and what it copies. */
@Tag("autograd.backward")
class MemoryTest {

    /** The identity, which calls somebody when its gradient is asked for, and gives gradients that the test remembers. */
    private static final class Spy implements DiffOp {
        private final Runnable onBackward;
        private final List<Tensor> given = new ArrayList<>();

        Spy(Runnable onBackward) {
            this.onBackward = onBackward;
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            return inputs.getFirst().copy();
        }

        @Override
        public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
            onBackward.run();
            Tensor gradient = gradOutput.copy();
            given.add(gradient);
            return List.of(gradient);
        }
    }

    /** The last tensor of a chain whose first operation is the spy, and a weak reference to one in between. */
    private record Chain(Tensor end, WeakReference<Tensor> middle) {
        static Chain from(Tensor leaf, Spy spy) {
            Tensor middle = Tensor.apply(spy, leaf).tanh().tanh();
            return new Chain(middle.tanh().tanh(), new WeakReference<>(middle));
        }
    }

    private static boolean middleIsGoneAtTheSpy(boolean retainGraph) {
        Tensor leaf = random(1, 4).requiresGrad(true);
        boolean[] gone = new boolean[1];
        List<WeakReference<Tensor>> middle = new ArrayList<>();
        Chain chain = Chain.from(leaf, new Spy(() -> {
            System.gc();
            gone[0] = middle.getFirst().get() == null;
        }));
        middle.add(chain.middle());
        Autograd.backward(chain.end(), random(2, 4), retainGraph);
        return gone[0];
    }

    @Test
    @LookAt("BackwardWalk.run")
    void graphIsReleasedWhileTheWalkGoesOn() {
        Check.call("Autograd.backward").because("a result that was passed is garbage: let go of its origin and of its place in the order")
                .equal(() -> middleIsGoneAtTheSpy(false), true);
        Check.call("Autograd.backward", "retainGraph").because("this graph is to be used again").equal(() -> middleIsGoneAtTheSpy(true), false);
    }

    @Test
    void everyRuleIsCalledOnceHoweverManyPathsLeadThere() {
        int[] calls = new int[1];
        Tensor x = random(1, 2).requiresGrad(true);
        Tensor y = x;
        for (int i = 0; i < 40; i++) {
            Tensor step = Tensor.apply(new Spy(() -> calls[0]++), y);
            y = step.add(step).sub(y);
        }
        Tensor end = y;
        Check.call("Autograd.backward", "40 steps, 3^40 paths").run(() -> {
            Autograd.backward(end.sum());
            return end;
        });
        Check.call("Autograd.backward", "40 steps, 3^40 paths").because("time linear in the number of operations").equal(() -> calls[0], 40);
    }

    @Test
    void freshGradientIsHandedOverToTheLeafWithoutACopy() {
        Tensor leaf = random(1, 4).requiresGrad(true);
        Spy spy = new Spy(() -> { });
        Check.call("Autograd.backward").run(() -> {
            Autograd.backward(Tensor.apply(spy, leaf), random(2, 4));
            return leaf;
        });
        Check.call("Autograd.backward").because("nobody else holds the gradient that the rule made").holds(leaf.grad() == spy.given.getFirst(),
                "the very tensor", "a copy");
    }

    @Test
    void partsOfAGradientAreAddedInPlaceOnlyWhereNobodyElseHoldsThem() {
        Tensor leaf = random(1, 4).requiresGrad(true);
        Spy spy = new Spy(() -> { });
        Tensor a = Tensor.apply(spy, leaf);
        Tensor gradient = vector(1, 2, 3, 4);
        Check.call("Autograd.backward", "spy(x) + x").run(() -> {
            Autograd.backward(a.add(leaf), gradient);
            return leaf;
        });
        Check.call("Autograd.backward", "spy(x) + x").because("g of one path and g of the other")
                .gives(() -> values(leaf.grad()), Values.of(new double[] {2, 4, 6, 8}, 4));
        Check.call("Autograd.backward", "spy(x) + x").because("the caller's gradient is not the walk's to change").within(Tolerance.EXACT)
                .gives(() -> values(gradient), Values.of(new double[] {1, 2, 3, 4}, 4));
    }

    @Test
    void gradientsThatTwoInputsShareAreNotChangedForOne() {
        Tensor x = random(1, 4).requiresGrad(true);
        Tensor y = random(2, 4).requiresGrad(true);
        Tensor both = x.add(y);
        Tensor out = both.mul(2).add(x);
        Check.call("Autograd.backward", "2 (x + y) + x").run(() -> {
            Autograd.backward(out, vector(1, 1, 1, 1));
            return out;
        });
        Check.call("Autograd.backward", "2 (x + y) + x").gives(() -> values(x.grad()), Values.of(new double[] {3, 3, 3, 3}, 4));
        Check.call("Autograd.backward", "2 (x + y) + x").because("x and y got the same tensor from the sum; what is added for x must not show in y")
                .gives(() -> values(y.grad()), Values.of(new double[] {2, 2, 2, 2}, 4));
    }

    @Test
    void earlierGradientInSomebodysHandsIsNotChanged() {
        Tensor x = random(1, 3).requiresGrad(true);
        Check.call("Autograd.backward").run(() -> {
            Autograd.backward(x.mul(2).sum());
            return x;
        });
        Tensor before = x.grad();
        Autograd.backward(x.mul(3).sum());
        Check.call("Autograd.backward", "a second time").gives(() -> values(x.grad()), Values.of(new double[] {5, 5, 5}, 3));
        Check.call("Autograd.backward", "a second time").because("who kept the first gradient still has it")
                .gives(() -> values(before), Values.of(new double[] {2, 2, 2}, 3));
    }

    @Test
    void sumsOfGradientsAddInPlaceWhatTheWalkOwns() {
        Tensor mine = vector(1, 2);
        Tensor other = vector(10, 20);
        Gradient sum = Check.call("Gradient.plus").run(() -> Gradient.owned(mine).plus(Gradient.borrowed(other)));
        Check.call("Gradient.plus", "owned, borrowed").gives(() -> values(sum.value()), Values.of(new double[] {11, 22}, 2));
        Check.call("Gradient.plus", "owned, borrowed").because("the left is the walk's own: nothing need be allocated")
                .holds(sum.value().data() == mine.data() && sum.changeable(), "in place", "a new tensor");
        Gradient swapped = Check.call("Gradient.plus").run(() -> Gradient.borrowed(other).plus(Gradient.owned(vector(1, 2))));
        Check.call("Gradient.plus", "borrowed, owned").gives(() -> values(swapped.value()), Values.of(new double[] {11, 22}, 2));
        Check.call("Gradient.plus", "borrowed, owned").because("what is borrowed is not changed").within(Tolerance.EXACT)
                .gives(() -> values(other), Values.of(new double[] {10, 20}, 2));
        Gradient fresh = Check.call("Gradient.plus").run(() -> Gradient.borrowed(other).plus(Gradient.borrowed(mine)));
        Check.call("Gradient.plus", "borrowed, borrowed").because("a new tensor belongs to the walk")
                .holds(fresh.changeable() && fresh.value().data() != other.data() && fresh.value().data() != mine.data(), "owned", fresh);
    }
}
