package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Values;

/** The seam to module 07: which results remember the operation and the inputs they came from. */
@Tag("tensor.elementwise")
class OriginTest {

    @Test
    void resultOfATensorThatWantsAGradientRemembersItsOperationAndInputs() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor b = vector(3, 4);
        Tensor sum = check("Tensor.add", a, b).run(() -> a.add(b));
        check("Tensor.origin", a, b).holds(sum.requiresGrad() && sum.origin() != null, "the sum wants a gradient because a does", sum.origin());
        check("Tensor.origin", a, b).equal(() -> sum.origin().op(), BinaryOp.ADD);
        check("Tensor.origin", a, b).equal(() -> sum.origin().inputs(), List.of(a, b));
    }

    @Test
    void nothingIsRememberedWhereNoGradientIsWanted() {
        Tensor wanted = vector(1, 2).requiresGrad(true);
        Tensor plain = vector(1, 2);
        check("Tensor.add", plain).holds(plain.add(plain).origin() == null, "no input wants a gradient: no origin", "an origin");
        check("Tensor.add", wanted).holds(Tracking.off(() -> wanted.add(wanted)).origin() == null, "tracking is off: no origin", "an origin");
        check("Tensor.gt", wanted).holds(wanted.gt(plain).origin() == null && !wanted.gt(plain).requiresGrad(),
                "a comparison is a step function, it has no gradient: no origin", "an origin");
        check("Tracking.isOn").holds(Tracking.isOn(), "tracking is on again after the block", Tracking.isOn());
    }

    @Test
    void inputChangedAfterwardsIsReported() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor product = check("Tensor.mul", a, a).run(() -> a.mul(a));
        product.origin().checkUnchanged(product);
        Tracking.off(() -> a.addInPlace(vector(1, 1)));
        check("Origin.checkUnchanged", a).because("the gradient of a * a needs the old a, which is gone")
                .refuses(IllegalStateException.class, () -> {
                    product.origin().checkUnchanged(product);
                    return "no complaint";
                }, "mul", "input 0", "(2,)", "in place");
    }

    @Test
    void resultChangedAfterwardsIsReported() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor exp = check("Tensor.exp", a).run(a::exp);
        exp.origin().checkUnchanged(exp);
        Tracking.off(() -> exp.addInPlace(vector(1, 1)));
        check("Origin.checkUnchanged", exp).because("the gradient of exp is the result itself, which is gone")
                .refuses(IllegalStateException.class, () -> {
                    exp.origin().checkUnchanged(exp);
                    return "no complaint";
                }, "the result", "(2,)", "in place");
    }

    @Test
    void trackingCanBeSwitchedOnAgainInsideOff() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor sum = check("Tensor.add", a, a).run(() -> Tracking.off(() -> Tracking.on(() -> a.add(a))));
        check("Tracking.on", a).holds(sum.origin() != null, "tracking is on in this block: an origin", "none");
    }

    @Test
    void originCanBeReleased() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor sum = check("Tensor.add", a, a).run(() -> a.add(a));
        check("Tensor.originReleased", sum).holds(!sum.originReleased(), "not yet", "released");
        sum.releaseOrigin();
        a.releaseOrigin();
        check("Tensor.releaseOrigin", sum).holds(sum.origin() == null && sum.originReleased() && sum.requiresGrad(), "no origin, but it had one", sum.origin());
        check("Tensor.releaseOrigin", a).because("a leaf never had one").holds(!a.originReleased(), "nothing to release", "released");
    }

    @Test
    void gradientIsAdoptedWithoutACopy() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor first = check("Tensor.mul", a).run(() -> vector(1, 2).mul(vector(3, 3)));
        a.adoptGrad(first);
        check("Tensor.adoptGrad", a).holds(a.grad() == first, "the very tensor", "a copy");
        a.adoptGrad(vector(10, 20));
        check("Tensor.adoptGrad", a).because("3 + 10 and 6 + 20").gives(() -> values(a.grad()), Values.of(new double[] {13, 26}, 2));
        check("Tensor.adoptGrad", a).because("who holds the first gradient still has it").gives(() -> values(first), Values.of(new double[] {3, 6}, 2));
        check("Tensor.adoptGrad", a).refuses(ShapeException.class, () -> {
            a.adoptGrad(vector(1));
            return "no complaint";
        }, "(2,)", "(1,)");
    }
}
