package tinytorch.text.embedding;

import java.util.Arrays;
import java.util.List;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;

/**
 * Rows of a table, chosen by number: {@code torch.nn.functional.embedding}. The same result as a matrix product with one-hot rows, without
 * the zeros: {@code dim} numbers are copied for each id, where the product would do {@code 2 * count * dim} operations.
 *
 * @param padding the id whose row gets no gradient, such as that of the filling token; {@link #NO_PADDING} for none
 */
public record Lookup(int padding) implements DiffOp {
    /** Every row gets its gradient. */
    public static final int NO_PADDING = -1;

    /** Without a padding id. */
    public Lookup() {
        this(NO_PADDING);
    }

    /**
     * {@code out[..., :] = table[ids[...], :]}: a <em>gather</em>. The result is a copy, and may hold a row several times. The padding id is no
     * exception: its row is looked up like any other.
     *
     * <p>Worked example: the ids {@code [2, 0, 2]} and the table {@code [[1, 2], [3, 4], [5, 6]]} give {@code [[5, 6], [1, 2], [5, 6]]}.
     *
     * <p>{@link Ids#of} gives the ids of a tensor of any shape in row-major order, and refuses those that are no row. The table may be a view:
     * make it {@link Tensor#contiguous}, then row r begins at {@code offset() + r * dim} of its {@code data()} and is copied with
     * {@code System.arraycopy}.
     *
     * @param inputs the ids, of any shape, and the table (count, dim)
     * @return of shape (..., dim)
     * @throws IndexOutOfBoundsException if an id is not a row of the table
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin embedding.lookup
        Tensor table = inputs.get(1).contiguous();
        int dim = table.dim(1);
        int[] ids = Ids.of(inputs.get(0), table.dim(0));
        int[] shape = Arrays.copyOf(inputs.get(0).dims(), inputs.get(0).rank() + 1);
        shape[shape.length - 1] = dim;
        Tensor out = Tensor.empty(shape);
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(table.data(), table.offset() + ids[i] * dim, out.data(), i * dim, dim);
        }
        return out;
        // tito:end
    }

    /**
     * {@code dL/dtable[r, :]} is the sum of {@code gradOutput[i, :]} over all places i whose id is r: a <em>scatter-add</em>. It is 0 for rows
     * that were not looked up, and for the padding row. Ids are chosen, not computed: their gradient is {@code null}.
     *
     * <p>Worked example: the ids {@code [2, 0, 2]} and the gradient {@code [[1, 2], [10, 20], [100, 200]]} give, for a table of 3 rows,
     * {@code [[10, 20], [0, 0], [101, 202]]}. With the padding id 2 they give {@code [[10, 20], [0, 0], [0, 0]]}.
     *
     * <p>{@link Rows#add} adds a whole row.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin embedding.scatter
        Tensor table = inputs.get(1);
        int dim = table.dim(1);
        int[] ids = Ids.of(inputs.get(0), table.dim(0));
        Tensor rows = gradOutput.contiguous();
        float[] gradient = new float[table.size()];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != padding) {
                Rows.add(dim, rows.data(), rows.offset() + i * dim, gradient, ids[i] * dim);
            }
        }
        return Arrays.asList(null, Tensor.wrap(gradient, table.dims()));
        // tito:end
    }
}
