package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("autograd.forward-mode")
class DualTest {

    private static Tensor tangent(String what, Dual... inputs) {
        return Check.call("Dual.apply", what).run(() -> Dual.apply(what.equals("mul") ? BinaryOp.MUL : BinaryOp.DIV, inputs)).tangent();
    }

    @Test
    void productAndQuotientRule() {
        Dual a = new Dual(vector(3), vector(1));
        Dual b = new Dual(vector(4), vector(10));
        Check.call("Dual.apply", "mul", "(3 + 1e) (4 + 10e)").because("12 + (3 * 10 + 1 * 4) e, as e^2 = 0")
                .gives(() -> values(tangent("mul", a, b)), Values.of(new double[] {34}, 1));
        Check.call("Dual.apply", "div", "(3 + 1e) / (4 + 10e)").because("1 / 4 - 3 * 10 / 16")
                .gives(() -> values(tangent("div", a, b)), Values.of(new double[] {-1.625}, 1));
    }

    @Test
    @LookAt("TangentTable.sides")
    void constantsDoNotMove() {
        Dual a = new Dual(vector(3), vector(1));
        Dual five = Dual.constant(vector(5));
        Check.call("Dual.apply", "mul", "(3 + 1e) * 5").gives(() -> values(tangent("mul", a, five)), Values.of(new double[] {5}, 1));
        Dual row = Dual.constant(vector(1, 2, 4));
        Check.call("Dual.apply", "mul", "(3 + 1e) * [1, 2, 4]").because("one number moves three").gives(() -> values(tangent("mul", a, row)), Values.of(new double[] {1, 2, 4}, 3));
        Check.call("Dual.apply", "add", "(3 + 1e) + [1, 2, 4]").because("the tangent has the shape of the sum")
                .gives(() -> values(Dual.apply(BinaryOp.ADD, a, row).tangent()), Values.of(new double[] {1, 1, 1}, 3));
        Check.call("Dual.apply", "mul", "5 * 5").because("no tangent is needed for a constant").equal(() -> tangent("mul", five, five), null);
    }

    @Test
    @LookAt({"TangentTable.product", "TangentTable.sides", "TangentTable.tangent"})
    void everyOperationMovesAsCentralDifferencesSay() {
        for (OperationCase c : OperationCase.all()) {
            List<Dual> inputs = new ArrayList<>();
            for (int i = 0; i < c.inputs().size(); i++) {
                Tensor x = c.inputs().get(i);
                inputs.add(c.constants().contains(i) ? Dual.constant(x) : new Dual(x, random(31 + i, x.dims())));
            }
            Check check = Check.call("Dual.apply", c.op(), c.inputs().stream().map(Tensor::shape).toList());
            if (c.op() instanceof DiffOp && c.inputs().stream().anyMatch(x -> x.size() == 0)) {
                continue;
            }
            Dual out = check.run(() -> Dual.apply(c.op(), inputs.toArray(Dual[]::new)));
            double[] expected = moved(c, inputs, out.value().size());
            check.because("so much the output changes when the inputs move along their tangents").within(Tolerance.ofSum(4))
                    .gives(() -> values(out.tangent()), Values.of(expected, out.value().dims()));
        }
    }

    /** d/dt of every output of f(x + t * tangent) at t = 0. */
    private static double[] moved(OperationCase c, List<Dual> inputs, int outputs) {
        double[] expected = new double[outputs];
        for (int j = 0; j < outputs; j++) {
            double[] cotangent = new double[outputs];
            cotangent[j] = 1;
            expected[j] = CentralDifference.gradient(t -> {
                double[][] x = new double[inputs.size()][];
                for (int i = 0; i < x.length; i++) {
                    x[i] = along(inputs.get(i), t[0]);
                }
                return c.reference().apply(x);
            }, new double[] {0}, cotangent)[0];
        }
        return expected;
    }

    private static double[] along(Dual dual, double t) {
        float[] x = dual.value().toArray();
        float[] v = dual.tangent() == null ? new float[x.length] : dual.tangent().toArray();
        double[] moved = new double[x.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = x[i] + t * v[i];
        }
        return moved;
    }

    @Test
    void tiesShare() {
        Dual x = new Dual(vector(3, 1, 3), vector(10, 100, 20));
        Check.call("Dual.apply", "max of [3, 1, 3]").because("both largest elements move it, each by half: the mirror image of the backward rule")
                .gives(() -> values(Dual.apply(new Reduce(Reduce.Kind.MAX, false, List.of(0)), x).tangent()), Values.of(new double[] {15}));
    }

    private static void transposed(String what, UnaryOperator<Tensor> f, Tensor x) {
        Tensor leaf = x.copy().requiresGrad(true);
        Tensor y = f.apply(leaf);
        Tensor v = random(41, x.dims());
        Tensor w = random(42, y.dims());
        Dual forward = Check.call("Dual.along", what).run(() -> Dual.along(f, x, v));
        Check.call("Dual.along", what).gives(() -> values(forward.value()), values(y));
        Autograd.backward(y, w);
        double left = dot(w, forward.tangent());
        double right = dot(leaf.grad(), v);
        Check.call("Dual.along", what).because("w . (J v) = (J^T w) . v: forward and reverse mode multiply by the same Jacobian, from its two sides")
                .within(new Tolerance(1e-4, 1e-4))
                .gives(() -> Values.of(new double[] {left}), Values.of(new double[] {right}));
    }

    private static double dot(Tensor a, Tensor b) {
        float[] x = a.toArray();
        float[] y = b.toArray();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (double) x[i] * y[i];
        }
        return sum;
    }

    @Test
    void forwardAndReverseModeAgreeOnTheSameFunction() {
        transposed("x * tanh(x)", x -> x.mul(x.tanh()), random(1, 3, 4));
        transposed("a softmax put together", x -> x.sub(x.max(true, -1)).exp().div(x.sub(x.max(true, -1)).exp().sum(true, -1)), random(2, 2, 5));
        transposed("matrix products and views", x -> x.matmul(x.transpose()).reshape(-1).slice(0, 1, 8, 2).mul(3), random(3, 3, 2));
        transposed("Softmax", x -> Tensor.apply(new Softmax(-1), x), random(4, 2, 3));
        MLP mlp = new MLP(new int[] {4, 6, 6, 2}, new GELU(), new SplittableRandom(1));
        transposed("a network", mlp::forward, random(5, 3, 4));
    }

    @Test
    void sixtyDoublingsAndLongChainsFinish() {
        Dual doubled = Check.call("Dual.along", "60 doublings").run(() -> Dual.along(x -> {
            Tensor y = x;
            for (int i = 0; i < 60; i++) {
                y = y.add(y);
            }
            return y;
        }, vector(1), vector(1)));
        Check.call("Dual.along", "60 doublings").gives(() -> values(doubled.tangent()), Values.of(new double[] {Math.pow(2, 60)}, 1));
    }

    @Test
    void functionThatIgnoresItsInputHasNoTangent() {
        Dual result = Check.call("Dual.along", "a constant").run(() -> Dual.along(x -> vector(7), vector(1), vector(1)));
        Check.call("Dual.along", "a constant").equal(result::tangent, null);
    }

    /** Computes with numbers, not with operations. */
    private record Raw() implements DiffOp {
        @Override
        public Tensor forward(List<Tensor> inputs) {
            return inputs.getFirst().copy();
        }

        @Override
        public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
            return List.of(Tensor.of(gradOutput.toArray(), gradOutput.dims()));
        }
    }

    @Test
    void ruleThatCanNotBeTurnedRoundIsRefused() {
        Check.call("Dual.along", "tanh")
                .gives(() -> values(Dual.along(x -> Tensor.apply(new Tanh(), x), vector(0), vector(2)).tangent()), Values.of(new double[] {2}, 1));
        Check.call("Dual.along", "an operation that computes its gradient on arrays").because("a tangent that is missing in silence would be wrong")
                .refuses(UnsupportedOperationException.class, () -> Dual.along(x -> Tensor.apply(new Raw(), x), vector(1), vector(1)), "Raw",
                        "reverse mode");
    }

    @Test
    void directionHasTheShapeOfTheInput() {
        Dual ok = Check.call("Dual.along", "neg").run(() -> Dual.along(Tensor::neg, tensor(shape(2, 1), 1, 2), tensor(shape(2, 1), 3, 4)));
        Check.call("Dual.along", "neg").gives(() -> values(ok.tangent()), Values.of(new double[] {-3, -4}, 2, 1));
        Check.call("Dual.along", "direction of another shape").refuses(ShapeException.class, () -> Dual.along(Tensor::neg, vector(1, 2), vector(1)),
                "(2,)", "(1,)");
        Check.call("Dual.apply", new UnaryOp.Exp())
                .gives(() -> values(Dual.apply(new UnaryOp.Exp(), new Dual(vector(0), vector(3))).tangent()), Values.of(new double[] {3}, 1));
    }
}
