package tinytorch.autograd;

import tinytorch.tensor.Tensor;

/**
 * The gradients of a matrix product. For matrices, with Y = A B:
 *
 * <pre>
 * A (m, k)   B (k, n)   Y, G (m, n)
 * dL/dA = G B^T   (m, n) x (n, k) -> (m, k)
 * dL/dB = A^T G   (k, m) x (m, n) -> (k, n)
 * </pre>
 *
 * Each is the only product of the other two that has the right shape. Batches are axes in front; where one operand's batch was
 * broadcast, the result still has the batch of Y, and {@link ReduceRules#unbroadcast} sums over it afterwards.
 */
final class MatMulRules {
    private MatMulRules() {
    }

    /**
     * dL/dA, in the shape of A, or with the batch axes of Y in front if those of A were stretched.
     *
     * <p>A vector counts as a matrix, as in the forward product: A as one row, B as one column. {@link #asMatrix} gives A, B and the gradient the
     * axes they lack. At the end the row that a vector A was is a vector again ({@code squeeze(-2)}).
     *
     * <p>Worked example: A = [1, 2], B = [3, 4], both vectors, so Y = 11; for g = 10 dL/dA is 10 * B = [30, 40].
     *
     * @param g dL/dY
     */
    static Tensor left(Tensor g, Tensor a, Tensor b) {
        // tito:begin autograd.matmul
        Tensor right = asColumn(b);
        Tensor gradient = product(asMatrix(g, a, b), right.transpose(), asRow(a));
        return a.rank() == 1 ? gradient.squeeze(-2) : gradient;
        // tito:end
    }

    /**
     * dL/dB, in the shape of B, or with the batch axes of Y in front if those of B were stretched.
     *
     * <p>If B is one matrix (or one vector) for the whole batch, don't make a gradient for every matrix of the batch and add them up: all rows of
     * the batch are just more rows. {@code reshape(-1, k)} and {@code reshape(-1, n)} make (rows, k) and (rows, n) of A and the gradient, and
     * one product sums over all rows.
     *
     * @param g dL/dY
     */
    static Tensor right(Tensor g, Tensor a, Tensor b) {
        // tito:begin autograd.matmul
        Tensor left = asRow(a);
        Tensor right = asColumn(b);
        Tensor gradOutput = asMatrix(g, a, b);
        if (right.rank() == 2) {
            left = left.reshape(rows(left), left.dim(-1));
            gradOutput = gradOutput.reshape(rows(gradOutput), gradOutput.dim(-1));
        }
        Tensor gradient = product(left.transpose(), gradOutput, right);
        return b.rank() == 1 ? gradient.squeeze(-1) : gradient;
        // tito:end
    }

    private static Tensor asRow(Tensor a) {
        return a.rank() == 1 ? a.unsqueeze(0) : a;
    }

    private static Tensor asColumn(Tensor b) {
        return b.rank() == 1 ? b.unsqueeze(1) : b;
    }

    /** The gradient with the axes that Y lost because an operand was a vector. */
    private static Tensor asMatrix(Tensor g, Tensor a, Tensor b) {
        Tensor columns = b.rank() == 1 ? g.unsqueeze(-1) : g;
        return a.rank() == 1 ? columns.unsqueeze(-2) : columns;
    }

    /** How many rows all matrices of a stack have together; -1 would be ambiguous if there are no columns. */
    private static int rows(Tensor stack) {
        int rows = 1;
        for (int axis = 0; axis < stack.rank() - 1; axis++) {
            rows *= stack.dim(axis);
        }
        return rows;
    }

    /**
     * {@code a b}, in the memory layout of {@code like}: if its columns lie together, {@code (b^T a^T)^T} is computed, which is the same
     * product. So the gradient of a transposed weight, once transposed back, is contiguous and can be handed over without a copy.
     */
    private static Tensor product(Tensor a, Tensor b, Tensor like) {
        int[] strides = like.strides();
        boolean columnsTogether = strides[strides.length - 2] == 1 && strides[strides.length - 1] != 1;
        return columnsTogether ? b.transpose().matmul(a.transpose()).transpose() : a.matmul(b);
    }
}
