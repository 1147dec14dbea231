package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("autograd.backward")
class BackwardWalkTest {

    private static Tensor leaf(double... values) {
        return vector(values).requiresGrad(true);
    }

    private static void backward(String what, Tensor loss) {
        Check.call("Autograd.backward", what).run(() -> {
            Autograd.backward(loss);
            return loss;
        });
    }

    private static void grad(String reason, Tensor leaf, double... expected) {
        Check.call("Tensor.grad", "shape " + leaf.shape()).because(reason).gives(() -> {
            Check.call("Tensor.grad").holds(leaf.grad() != null, "a gradient", "null");
            return values(leaf.grad());
        }, Values.of(expected, leaf.dims()));
    }

    @Test
    void chainRule() {
        Tensor x = leaf(3);
        backward("(2 x + 1)^2 at x = 3", x.mul(2).add(1).pow(2));
        grad("2 * (2 * 3 + 1) * 2", x, 28);
    }

    @Test
    void usesAddUp() {
        Tensor x = leaf(3);
        backward("x * x", x.mul(x));
        grad("x is both operands: 3 + 3", x, 6);
        Tensor y = leaf(2);
        Tensor square = y.mul(y);
        backward("y^2 + y^2 * y", square.add(square.mul(y)).sum());
        grad("2 y + 3 y^2 at 2, over three paths", y, 16);
    }

    @Test
    void callsAddUpUntilZeroGrad() {
        Tensor x = leaf(3);
        backward("x * 5", x.mul(5));
        backward("x * 2", x.mul(2));
        grad("5 of the first loss and 2 of the second", x, 7);
        x.zeroGrad();
        backward("x * 2", x.mul(2));
        grad("forgotten with zeroGrad", x, 2);
    }

    @Test
    @LookAt("BackwardWalk.run")
    void gradientOfAnyOutputCanBeGiven() {
        Tensor x = leaf(1, 2);
        Tensor gradient = vector(10, 100);
        Tensor y = x.mul(x);
        Check.call("Autograd.backward", "x * x", "gradient [10, 100]").run(() -> {
            Autograd.backward(y, gradient);
            return y;
        });
        grad("10 * 2 * 1 and 100 * 2 * 2", x, 20, 400);
        Check.call("Autograd.backward").within(Tolerance.EXACT).because("the caller's gradient is not changed")
                .gives(() -> values(gradient), Values.of(new double[] {10, 100}, 2));
    }

    @Test
    void gradientsAreTheLeafsOwn() {
        Tensor x = leaf(1, 2);
        Tensor y = leaf(3, 4);
        Tensor gradient = vector(10, 100);
        Tensor sum = x.add(y);
        Check.call("Autograd.backward", "x + y").run(() -> {
            Autograd.backward(sum, gradient);
            return sum;
        });
        Check.call("Autograd.backward", "x + y")
                .because("both get the same numbers, but not the same storage: clipping one must not change the other")
                .holds(x.grad().data() != y.grad().data() && x.grad().data() != gradient.data(), "a storage of its own", "a shared storage");
    }

    @Test
    void onlyLeavesGetAGradientAndConstantsNone() {
        Tensor x = leaf(1, 2);
        Tensor data = vector(3, 4);
        Tensor product = x.mul(data);
        backward("sum(x * data)", product.sum());
        grad("the data", x, 3, 4);
        Check.call("Tensor.grad", "data").because("it wants none").equal(data::grad, null);
        Check.call("Tensor.grad", "product").because("it is no leaf: its gradient was passed on and forgotten").equal(product::grad, null);
    }

    @Test
    void noGradientFlowsPastDetachOrWithoutTracking() {
        Tensor x = leaf(3);
        backward("x * detach(x)", x.mul(x.detach()));
        grad("only the left use counts", x, 3);
        Tensor y = leaf(3);
        Tensor untracked = Autograd.noGrad(() -> y.mul(y));
        backward("y * (y * y without tracking)", y.mul(untracked));
        grad("y^2 is a constant here", y, 9);
        Check.call("Autograd.backward", "a result without tracking").refuses(IllegalStateException.class, () -> {
            Autograd.backward(untracked);
            return "nothing";
        }, "(1,)", "requiresGrad");
    }

    @Test
    void secondBackwardNeedsTheGraphRetained() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x);
        Check.call("Autograd.backward", "x * x, retainGraph").run(() -> {
            Autograd.backward(y, vector(1), true);
            Autograd.backward(y);
            return y;
        });
        grad("6 and once more 6", x, 12);
        Check.call("Autograd.backward", "x * x, a third time").because("the second call released the graph").refuses(IllegalStateException.class,
                () -> {
            Autograd.backward(y);
            return "nothing";
        }, "released", "retainGraph");
        grad("nothing was added by the call that was refused", x, 12);
    }

    @Test
    @LookAt("BackwardWalk.run")
    void graphThatIsPartlyReleasedIsRefused() {
        Tensor x = leaf(3);
        Tensor shared = x.mul(x);
        backward("2 * shared", shared.mul(2));
        Check.call("Autograd.backward", "3 * shared").because("what would flow through the shared part can't reach x")
                .refuses(IllegalStateException.class, () -> {
            Autograd.backward(shared.mul(3));
            return "nothing";
        }, "released");
    }

    @Test
    @LookAt("BackwardWalk.run")
    void changeInPlaceIsReported() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x);
        Autograd.noGrad(() -> x.addInPlace(vector(1)));
        Check.call("Autograd.backward", "x * x with another x").because("the rule of mul needs the old x").refuses(IllegalStateException.class,
                () -> {
            Autograd.backward(y);
            return "nothing";
        }, "mul", "in place");
        Tensor z = leaf(3);
        Tensor exp = z.exp();
        Tensor end = exp.mul(2);
        Autograd.noGrad(() -> exp.fill(0));
        Check.call("Autograd.backward", "exp(x) overwritten").refuses(IllegalStateException.class, () -> {
            Autograd.backward(end);
            return "nothing";
        }, "in place");
    }

    @Test
    void lossHasOneElement() {
        Tensor x = leaf(1, 2);
        backward("a loss of shape (1, 1)", x.sum(true).reshape(1, 1));
        grad("any shape of one element will do", x, 1, 1);
        Check.call("Autograd.backward", "shape (2,)").refuses(ShapeException.class, () -> {
            Autograd.backward(x.mul(2));
            return "nothing";
        }, "(2,)", "sum");
        Check.call("Autograd.backward", "shape (2,)", "gradient of shape (3,)").refuses(ShapeException.class, () -> {
            Autograd.backward(x.mul(2), vector(1, 2, 3));
            return "nothing";
        }, "(2,)", "(3,)");
    }

    @Test
    void leafIsItsOwnLoss() {
        Tensor x = leaf(3);
        backward("x", x);
        grad("dx/dx", x, 1);
    }

    @Test
    @LookAt("BackwardWalk.run")
    void gradientsWithRespectToChosenTensors() {
        Tensor x = leaf(2);
        Tensor square = x.mul(x);
        Tensor y = square.mul(x);
        Tensor unused = leaf(1);
        List<Tensor> gradients = Check.call("Autograd.gradients", "x^2 * x", "by x^2, x and another").run(() -> Autograd.gradients(y, vector(1),
                List.of(square, x, unused)));
        Check.call("Autograd.gradients").because("by x^2: x").gives(() -> values(gradients.get(0)), Values.of(new double[] {2}, 1));
        Check.call("Autograd.gradients").because("by x, with x^2 as given: x^2")
                .gives(() -> values(gradients.get(1)), Values.of(new double[] {4}, 1));
        Check.call("Autograd.gradients").because("the other was not used").equal(() -> gradients.get(2), null);
        Check.call("Tensor.grad", "x").because("gradients(...) adds to nobody's gradient").equal(x::grad, null);
    }

    @Test
    void aLongChainFinishesOnASmallStack() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 20_000; i++) {
            y = y.neg();
        }
        Tensor loss = y;
        Check.call("Autograd.backward", "a chain of 20,000 on a small stack").because("a walk that calls itself runs out of stack: follow the order in a loop").run(() -> {
            onSmallStack(() -> Autograd.backward(loss));
            return loss;
        });
        grad("an even number of signs", x, 1);
    }

    /** 256 KB: 13 bytes for each of 20,000 operations, which no call has room in. */
    private static void onSmallStack(Runnable action) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(action, true);
        new Thread(null, task, "small stack", 256 << 10).start();
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    @Test
    void sixtyDoublingsFinish() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 60; i++) {
            y = y.add(y);
        }
        backward("60 times x = x + x", y);
        grad("2^60: each tensor is visited once, with all of its gradient", x, Math.pow(2, 60));
    }

    @Test
    void broadcastAndViewsOnTheWay() {
        Tensor weight = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6).requiresGrad(true);
        Tensor bias = leaf(1, 2);
        Tensor x = random(1, 4, 3);
        backward("sum((x W^T + b)[1:3])", x.matmul(weight.transpose()).add(bias).narrow(0, 1, 2).sum());
        grad("two rows remain", bias, 2, 2);
        float[] rows = x.narrow(0, 1, 2).sum(false, 0).toArray();
        grad("their sum, for each output", weight, rows[0], rows[1], rows[2], rows[0], rows[1], rows[2]);
    }

    @Test
    @LookAt("BackwardWalk.spread")
    void conditionThatWantsAGradientGetsNone() {
        Tensor x = leaf(3, -2);
        Tensor mask = leaf(1, 0);
        backward("where(mask, x, -x)", Tensor.where(mask, x, x.neg()).sum());
        grad("1 where the mask is not 0, -1 where it is", x, 1, -1);
        Check.call("Tensor.grad", "mask").because("a condition has no gradient").equal(mask::grad, null);
    }

    @Test
    void trackingIsOffInRulesAndOnAfterwards() {
        Tensor x = leaf(3);
        backward("x * x", x.mul(x));
        Check.call("Tensor.origin", "of the gradient").because("gradients of gradients are not wanted: nothing may be remembered")
                .equal(() -> x.grad().origin(), null);
        Check.call("Tracking.isOn").holds(Tracking.isOn(), "on again", "off");
    }
}
