package tinytorch.tensor;

/**
 * Arithmetic, element by element, and the matrix product. Two operands are broadcast ({@link Shape#broadcast}); the
 * result is a new, contiguous tensor of the common shape. Time O(elements of the result).
 */
public sealed interface TensorMath permits Tensor {

    /** a + b */
    default Tensor add(Tensor other) {
        return Tensor.apply(BinaryOp.ADD, self(), other);
    }

    /** a + b */
    default Tensor add(float other) {
        return add(Tensor.scalar(other));
    }

    /** a - b */
    default Tensor sub(Tensor other) {
        return Tensor.apply(BinaryOp.SUB, self(), other);
    }

    /** a - b */
    default Tensor sub(float other) {
        return sub(Tensor.scalar(other));
    }

    /** a * b, element by element; the matrix product is {@link #matmul}. */
    default Tensor mul(Tensor other) {
        return Tensor.apply(BinaryOp.MUL, self(), other);
    }

    /** a * b */
    default Tensor mul(float other) {
        return mul(Tensor.scalar(other));
    }

    /** a / b; 1/0 is infinity, 0/0 is NaN. */
    default Tensor div(Tensor other) {
        return Tensor.apply(BinaryOp.DIV, self(), other);
    }

    /** a / b */
    default Tensor div(float other) {
        return div(Tensor.scalar(other));
    }

    /** The larger of two; NaN if either is. */
    default Tensor maximum(Tensor other) {
        return Tensor.apply(BinaryOp.MAXIMUM, self(), other);
    }

    /** The larger of two. */
    default Tensor maximum(float other) {
        return maximum(Tensor.scalar(other));
    }

    /** The smaller of two; NaN if either is. */
    default Tensor minimum(Tensor other) {
        return Tensor.apply(BinaryOp.MINIMUM, self(), other);
    }

    /** The smaller of two. */
    default Tensor minimum(float other) {
        return minimum(Tensor.scalar(other));
    }

    /** -x */
    default Tensor neg() {
        return Tensor.apply(new UnaryOp.Neg(), self());
    }

    /** |x| */
    default Tensor abs() {
        return Tensor.apply(new UnaryOp.Abs(), self());
    }

    /** e to the x; infinite from x = 88.73 on, where {@code float} ends. */
    default Tensor exp() {
        return Tensor.apply(new UnaryOp.Exp(), self());
    }

    /** The natural logarithm; -infinity at 0, NaN below. */
    default Tensor log() {
        return Tensor.apply(new UnaryOp.Log(), self());
    }

    /** The square root; NaN below 0. */
    default Tensor sqrt() {
        return Tensor.apply(new UnaryOp.Sqrt(), self());
    }

    /** The hyperbolic tangent. */
    default Tensor tanh() {
        return Tensor.apply(new UnaryOp.Tanh(), self());
    }

    /** The error function: see {@link ErrorFunction}. */
    default Tensor erf() {
        return Tensor.apply(new UnaryOp.Erf(), self());
    }

    /** x to the power of a constant. */
    default Tensor pow(float exponent) {
        return Tensor.apply(new UnaryOp.Pow(exponent), self());
    }

    /** x, but not below {@code low} nor above {@code high}. */
    default Tensor clip(float low, float high) {
        return Tensor.apply(new UnaryOp.Clip(low, high), self());
    }

    /** 1 where a &gt; b, 0 elsewhere. */
    default Tensor gt(Tensor other) {
        return Tensor.apply(Comparison.GT, self(), other);
    }

    /** 1 where a &gt; b, 0 elsewhere. */
    default Tensor gt(float other) {
        return gt(Tensor.scalar(other));
    }

    /** 1 where a &gt;= b, 0 elsewhere. */
    default Tensor ge(Tensor other) {
        return Tensor.apply(Comparison.GE, self(), other);
    }

    /** 1 where a &gt;= b, 0 elsewhere. */
    default Tensor ge(float other) {
        return ge(Tensor.scalar(other));
    }

    /** 1 where a &lt; b, 0 elsewhere. */
    default Tensor lt(Tensor other) {
        return Tensor.apply(Comparison.LT, self(), other);
    }

    /** 1 where a &lt; b, 0 elsewhere. */
    default Tensor lt(float other) {
        return lt(Tensor.scalar(other));
    }

    /** 1 where a &lt;= b, 0 elsewhere. */
    default Tensor le(Tensor other) {
        return Tensor.apply(Comparison.LE, self(), other);
    }

    /** 1 where a &lt;= b, 0 elsewhere. */
    default Tensor le(float other) {
        return le(Tensor.scalar(other));
    }

    /** 1 where a == b, 0 elsewhere; NaN equals nothing. */
    default Tensor eq(Tensor other) {
        return Tensor.apply(Comparison.EQ, self(), other);
    }

    /** 1 where a == b, 0 elsewhere. */
    default Tensor eq(float other) {
        return eq(Tensor.scalar(other));
    }

    /** 1 where a != b, 0 elsewhere. */
    default Tensor ne(Tensor other) {
        return Tensor.apply(Comparison.NE, self(), other);
    }

    /** 1 where a != b, 0 elsewhere. */
    default Tensor ne(float other) {
        return ne(Tensor.scalar(other));
    }

    /** The matrix product, of vectors, matrices and stacks of matrices: see {@link MatMul#forward}. */
    default Tensor matmul(Tensor other) {
        return Tensor.apply(new MatMul(), self(), other);
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
