package tinytorch.tensor;

import java.util.Arrays;
import java.util.List;

/** The matrix product, for vectors, matrices and stacks of matrices. */
public record MatMul() implements Op {

    /**
     * {@code out[..., i, j] = sum_p a[..., i, p] * b[..., p, j]}, as {@code numpy.matmul} and {@code torch.matmul} do.
     *
     * <p>The last two axes are matrices, (m, k) and (k, n); the axes before them are batches and are broadcast. A vector
     * on the left counts as one row, a vector on the right as one column, and that axis is dropped from the result:
     *
     * <pre>
     * (m, k) x (k, n)       -> (m, n)        (k,) x (k,)           -> ()
     * (5, m, k) x (k, n)    -> (5, m, n)     (k,) x (5, k, n)      -> (5, n)
     * (5, 1, m, k) x (7, k, n) -> (5, 7, m, n)   (5, m, k) x (k,)  -> (5, m)
     * </pre>
     *
     * <p>No matrix is copied: {@link StridedLoop} walks the batches and tells where in storage the two matrices of each begin, and
     * {@link Kernels#matmul(int, int, int, float[], int[], int, int, float[], int[], int, int, float[])} multiplies them all, with the strides of
     * their rows and columns. Time O(batch m n k).
     *
     * <p>A stack times one matrix, as in a linear layer, comes first: {@link #rowsTimesMatrix}.
     *
     * @throws ShapeException if an operand is a scalar, the inner lengths differ or the batches can't be broadcast
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor left = inputs.get(0);
        Tensor right = inputs.get(1);
        checkInner(left.shape(), right.shape());
        // tito:begin tensor.matmul
        if (left.rank() > 2 && right.rank() == 2) {
            return rowsTimesMatrix(left, right);
        }
        Tensor a = left.rank() == 1 ? left.unsqueeze(0) : left;
        Tensor b = right.rank() == 1 ? right.unsqueeze(1) : right;
        int m = a.dim(-2);
        int k = a.dim(-1);
        int n = b.dim(-1);
        Shape batch = Shape.common("matmul", a.shape().with(a.rank() - 2), b.shape().with(b.rank() - 2));
        a = a.expandTo(batch.with(batch.rank(), m, k));
        b = b.expandTo(batch.with(batch.rank(), k, n));
        int[] as = a.strides();
        int[] bs = b.strides();
        int r = batch.rank();
        int[] leftAt = new int[batch.size()];
        int[] rightAt = new int[batch.size()];
        StridedLoop loop = new StridedLoop(batch.dims(), new int[][] {Arrays.copyOf(as, r), Arrays.copyOf(bs, r)}, new int[] {a.offset(), b.offset()});
        for (int next = 0; loop.next();) {
            for (int i = 0; i < loop.length(); i++, next++) {
                leftAt[next] = loop.offset(0) + i * loop.step(0);
                rightAt[next] = loop.offset(1) + i * loop.step(1);
            }
        }
        Tensor products = Tensor.empty(batch.with(r, m, n).dims());
        Kernels.active().matmul(m, n, k, a.data(), leftAt, as[r], as[r + 1], b.data(), rightAt, bs[r], bs[r + 1], products.data());
        Shape rows = left.rank() == 1 ? batch : batch.with(r, m);
        return products.reshape(right.rank() == 1 ? rows.dims() : rows.with(rows.rank(), n).dims());
        // tito:end
    }

    /**
     * A stack of matrices times one matrix: all rows of the stack are rows of one product, in which the right matrix is read and prepared once and not
     * for every matrix of the stack.
     */
    private Tensor rowsTimesMatrix(Tensor left, Tensor right) {
        int[] dims = left.dims();
        int rows = 1;
        for (int axis = 0; axis < dims.length - 1; axis++) {
            rows = Math.multiplyExact(rows, dims[axis]);
        }
        Tensor product = forward(List.of(left.reshape(rows, left.dim(-1)), right));
        dims[dims.length - 1] = right.dim(1);
        return product.reshape(dims);
    }

    private static void checkInner(Shape left, Shape right) {
        if (left.rank() == 0 || right.rank() == 0) {
            throw new ShapeException("matmul", "a scalar is no matrix", left, right, "Use mul to scale a tensor.");
        }
        int k = right.dim(right.rank() == 1 ? 0 : -2);
        if (left.dim(-1) != k) {
            throw new ShapeException("matmul", "the last axis of the left (" + left.dim(-1) + ") must equal the "
                    + (right.rank() == 1 ? "length" : "second last axis") + " of the right (" + k + ")", left, right,
                    "Transpose one of them if its axes are swapped.");
        }
    }
}
