package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("autograd.elementwise")
class ElementwiseRulesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static void unary(String reason, UnaryOp f, double[] v, double[] x, double... expected) {
        Tensor input = vector(x);
        Tensor output = f.forward(List.of(input));
        Check.call("ElementwiseRules.unary", f, input).because(reason)
                .gives(() -> values(ElementwiseRules.unary(f, vector(v), output, input)), Values.of(expected, expected.length));
    }

    private static double[] of(double... values) {
        return values;
    }

    @Test
    void slopesThatNeedNoFormula() {
        unary("the slope of -x is -1", new UnaryOp.Neg(), of(5, -2), of(1, 1), -5, 2);
        unary("the slope of |x| is the sign of x, and 0 at 0", new UnaryOp.Abs(), of(5, 5, 5), of(-2, 0, 3), -5, 0, 5);
    }

    @Test
    void exponentialAndLogarithm() {
        unary("the slope of e^x is e^x: 3 * e^0 and 3 * e^2", new UnaryOp.Exp(), of(3, 3), of(0, 2), 3, 22.16716830);
        unary("the slope of log x is 1 / x", new UnaryOp.Log(), of(3, 3), of(0.5, 4), 6, 0.75);
    }

    @Test
    void rootsAndPowers() {
        unary("the slope of sqrt(x) is 1 / (2 sqrt(x))", new UnaryOp.Sqrt(), of(8, 8), of(4, 16), 2, 1);
        unary("the slope of x^3 is 3 x^2, also for a negative x", new UnaryOp.Pow(3), of(1, 2), of(2, -3), 12, 54);
        unary("the slope of 1 / x is -1 / x^2", new UnaryOp.Pow(-1), of(1, 1), of(2, -4), -0.25, -0.0625);
        unary("x^0 is 1 everywhere: the slope is 0, and 0 * 0^-1 would be NaN", new UnaryOp.Pow(0), of(1, 1), of(2, 0), 0, 0);
        unary("x^1 is x, also at 0", new UnaryOp.Pow(1), of(7), of(0), 7);
    }

    @Test
    void functionsWithTwoEnds() {
        unary("1 - tanh^2: 1 at 0, 0.41997434 at 1", new UnaryOp.Tanh(), of(5, 1), of(0, 1), 5, 0.41997434);
        unary("2 / sqrt(pi) * exp(-x^2)", new UnaryOp.Erf(), of(1, 1, 1), of(0, 1, -1), 1.12837917, 0.41510750, 0.41510750);
    }

    @Test
    void clipLetsThroughWhatItDidNotChange() {
        unary("outside of [-1, 1] the output does not move; both bounds count as inside", new UnaryOp.Clip(-1, 1), of(5, 6, 7, 8, 9), of(-3, -1, 0, 1, 3),
                0, 6, 7, 8, 0);
        unary("0 times infinity is NaN: choose, do not multiply", new UnaryOp.Clip(-1, 1), of(INF, INF), of(3, 0), 0, INF);
    }

    private static void binary(String reason, BinaryOp f, double[] v, double[] a, double[] b, double[] left, double[] right) {
        List<Tensor> in = List.of(vector(a), vector(b));
        Tensor output = f.forward(in);
        Check.call("ElementwiseRules.binary", f, "side 0", in.get(0), in.get(1)).because(reason)
                .gives(() -> values(ElementwiseRules.binary(f, 0, vector(v), output, in)), Values.of(left, left.length));
        Check.call("ElementwiseRules.binary", f, "side 1", in.get(0), in.get(1)).because(reason)
                .gives(() -> values(ElementwiseRules.binary(f, 1, vector(v), output, in)), Values.of(right, right.length));
    }

    @Test
    void theFourKindsOfArithmetic() {
        binary("both sides move the sum by as much as they move", BinaryOp.ADD, of(5, -1), of(1, 2), of(3, 4), of(5, -1), of(5, -1));
        binary("the right side moves the difference the other way", BinaryOp.SUB, of(5, -1), of(1, 2), of(3, 4), of(5, -1), of(-5, 1));
        binary("the product rule: v * b and v * a", BinaryOp.MUL, of(5, -1), of(1, 2), of(3, 4), of(15, -4), of(5, -2));
        binary("v / b and -v * a / b^2", BinaryOp.DIV, of(5, -1), of(3, 2), of(2, 4), of(2.5, -0.25), of(-3.75, 0.125));
    }

    @Test
    void onlyTheWinnerMovesTheLargerOrSmallerOne() {
        binary("at a tie each gets half", BinaryOp.MAXIMUM, of(10, 10, 10), of(2, 5, 3), of(4, 1, 3), of(0, 10, 5), of(10, 0, 5));
        binary("at a tie each gets half", BinaryOp.MINIMUM, of(10, 10, 10), of(2, 5, 3), of(4, 1, 3), of(10, 0, 5), of(0, 10, 5));
        binary("0 times infinity is NaN: choose, do not multiply", BinaryOp.MAXIMUM, of(INF), of(2), of(4), of(0), of(INF));
        binary("NaN did not lose", BinaryOp.MAXIMUM, of(3), of(Double.NaN), of(4), of(3), of(3));
    }

    @Test
    @LookAt("ElementwiseRules.where")
    void whereSendsTheGradientToWhatWasChosen() {
        Tensor condition = vector(1, 0, -2);
        Tensor v = vector(5, 6, 7);
        Check.call("ElementwiseRules.where", "input 1", condition).because("everything but 0 counts as true")
                .gives(() -> values(ElementwiseRules.where(1, v, condition)), Values.of(of(5, 0, 7), 3));
        Check.call("ElementwiseRules.where", "input 2", condition)
                .gives(() -> values(ElementwiseRules.where(2, v, condition)), Values.of(of(0, 6, 0), 3));
        Check.call("ElementwiseRules.where", "input 0", condition).because("a condition is a question of yes or no")
                .equal(() -> ElementwiseRules.where(0, v, condition), null);
        Tensor infinite = vector(INF, INF, INF);
        Check.call("ElementwiseRules.where", "input 1", condition).because("0 times infinity is NaN: choose, do not multiply")
                .gives(() -> values(ElementwiseRules.where(1, infinite, condition)), Values.of(of(INF, 0, INF), 3));
    }

    @Test
    void operandsThatWereBroadcast() {
        Tensor a = tensor(shape(2, 1), 2, 3);
        Tensor b = vector(5, 7);
        Tensor y = BinaryOp.DIV.forward(List.of(a, b));
        Tensor v = tensor(shape(2, 2), 5, 7, 10, 14);
        Check.call("ElementwiseRules.binary", BinaryOp.DIV, "side 0", a.shape(), b.shape())
                .because("in the shape of the output; what is too much is summed later, in one place")
                .gives(() -> values(ElementwiseRules.binary(BinaryOp.DIV, 0, v, y, List.of(a, b))), Values.of(of(1, 1, 2, 2), 2, 2));
        Check.call("ElementwiseRules.binary", BinaryOp.MUL, "side 1", a.shape(), b.shape())
                .gives(() -> values(ElementwiseRules.binary(BinaryOp.MUL, 1, v, y, List.of(a, b))), Values.of(of(10, 14, 30, 42), 2, 2));
    }

    @Test
    void nothingThatIsGivenIsChanged() {
        Tensor x = random(1, 2, 3);
        Tensor v = random(2, 2, 3);
        Values before = values(x);
        Values gradient = values(v);
        for (Tensor layout : layouts(x)) {
            Tensor y = new UnaryOp.Tanh().forward(List.of(layout));
            Check.call("ElementwiseRules.unary", "tanh").run(() -> ElementwiseRules.unary(new UnaryOp.Tanh(), v, y, layout));
            Check.call("ElementwiseRules.unary", "tanh").within(Tolerance.EXACT).because("the input belongs to somebody else")
                    .gives(() -> values(layout), before);
            Check.call("ElementwiseRules.unary", "tanh").within(Tolerance.EXACT).because("so does the gradient").gives(() -> values(v), gradient);
        }
    }
}
