package tinytorch.autograd;

import java.util.List;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * Operations that work on every element by itself. Their Jacobian is diagonal, so both directions of the chain rule are the same
 * product, element by element: {@code v * f'(x)}. Here v is a gradient on its way back; in {@link Dual} it is a tangent on its way
 * forward.
 */
final class ElementwiseRules {
    private static final float TWO_OVER_SQRT_PI = (float) (2 / Math.sqrt(Math.PI));

    private ElementwiseRules() {
    }

    /**
     * {@code v * f'(x)} for a function of one element.
     *
     * <pre>
     * neg         -v
     * abs         v * sign(x), which is 0 at 0
     * exp         v * y                       tanh    v * (1 - y^2)
     * log         v / x                       erf     v * 2 / sqrt(pi) * exp(-x^2)
     * sqrt        v / (2 y)                   pow n   v * n * x^(n - 1); for n = 0 it is 0, also at x = 0
     * clip        v where low &lt;= x &lt;= high, 0 elsewhere: both bounds let it through, as in PyTorch
     * </pre>
     *
     * <p>Where y is at hand, use it: exp, sqrt and tanh need not be computed again. Choose between v and 0 with
     * {@link Tensor#where}, do not multiply by zeros and ones: an infinite v times 0 is NaN.
     *
     * <p>Worked example: tanh at x = 0 has y = 0, so v = 5 gives 5; at a large x it has y = 1 and gives 0.
     *
     * @param f the operation
     * @param v what to multiply by, of the shape of x
     * @param y the operation's output
     * @param x its input
     */
    static Tensor unary(UnaryOp f, Tensor v, Tensor y, Tensor x) {
        // tito:begin autograd.elementwise
        return switch (f) {
            case UnaryOp.Neg() -> v.neg();
            case UnaryOp.Abs() -> v.mul(x.gt(0).sub(x.lt(0)));
            case UnaryOp.Exp() -> v.mul(y);
            case UnaryOp.Log() -> v.div(x);
            case UnaryOp.Sqrt() -> v.div(y.mul(2));
            case UnaryOp.Tanh() -> v.mul(Tensor.scalar(1).sub(y.mul(y)));
            case UnaryOp.Erf() -> v.mul(x.mul(x).neg().exp().mul(TWO_OVER_SQRT_PI));
            case UnaryOp.Pow(float n) -> n == 0 ? v.mul(0) : v.mul(x.pow(n - 1).mul(n));
            case UnaryOp.Clip(float low, float high) -> choose(x.ge(low).mul(x.le(high)), v);
        };
        // tito:end
    }

    /**
     * {@code v * df/da} (side 0) or {@code v * df/db} (side 1) for y = f(a, b), in the shape of y.
     *
     * <pre>
     *            side 0       side 1
     * add        v            v
     * sub        v            -v
     * mul        v * b        v * a
     * div        v / b        -v * y / b
     * maximum    v where a &gt; b, v / 2 where a = b, 0 elsewhere; side 1 with a and b swapped
     * minimum    the same with &lt;
     * </pre>
     *
     * <p>Where a = b, maximum has a kink and any split of v would do; half to each is PyTorch's choice. As above, choose, do not
     * multiply by 0. With NaN on either side, PyTorch lets v through: what is blocked is the side that lost.
     *
     * <p>Worked example: a = [2, 5, 3], b = [4, 1, 3], maximum, v = [10, 10, 10] gives [0, 10, 5] on side 0 and [10, 0, 5] on side 1.
     *
     * @param side 0 for the left operand, 1 for the right
     * @param v    of the shape of y
     * @param in   a and b, not yet broadcast
     */
    static Tensor binary(BinaryOp f, int side, Tensor v, Tensor y, List<Tensor> in) {
        // tito:begin autograd.elementwise
        Tensor mine = in.get(side);
        Tensor other = in.get(1 - side);
        return switch (f) {
            case ADD -> v;
            case SUB -> side == 0 ? v : v.neg();
            case MUL -> v.mul(other);
            case DIV -> side == 0 ? v.div(other) : v.mul(y.div(mine)).neg();
            case MAXIMUM -> winner(v, mine, other, mine.lt(other));
            case MINIMUM -> winner(v, mine, other, mine.gt(other));
        };
        // tito:end
    }

    /**
     * The rule of {@link Tensor#where} for input i: v where a was chosen for input 1, v where b was chosen for input 2, 0 elsewhere.
     * The condition, input 0, has no gradient: {@code null}.
     *
     * @param v         of the output's shape
     * @param condition not 0 where a was chosen; not yet broadcast
     */
    static Tensor where(int i, Tensor v, Tensor condition) {
        // tito:begin autograd.elementwise
        return switch (i) {
            case 0 -> null;
            case 1 -> choose(condition, v);
            default -> Tensor.where(condition, Tensor.scalar(0), v);
        };
        // tito:end
    }

    private static Tensor winner(Tensor v, Tensor mine, Tensor other, Tensor lost) {
        Tensor shared = Tensor.where(mine.eq(other), v.mul(0.5f), v);
        return Tensor.where(lost, Tensor.scalar(0), shared);
    }

    private static Tensor choose(Tensor condition, Tensor v) {
        return Tensor.where(condition, v, Tensor.scalar(0));
    }
}
