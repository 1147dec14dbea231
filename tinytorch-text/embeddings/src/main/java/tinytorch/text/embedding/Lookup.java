package tinytorch.text.embedding;

import java.util.Arrays;
import java.util.List;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;

/**
 * Rows of a table, chosen by number: {@code torch.nn.functional.embedding}. The same result as a matrix product with one-hot rows, without
 * the zeros: {@code dim} numbers are copied for each id, where the product would do {@code 2 * count * dim} operations.
 */
public record Lookup() implements DiffOp {

    /**
     * {@code out[..., :] = table[ids[...], :]}.
     *
     * <p>Worked example: the ids {@code [2, 0]} and the table {@code [[1, 2], [3, 4], [5, 6]]} give {@code [[5, 6], [1, 2]]}.
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
        float[] out = new float[Math.multiplyExact(ids.length, dim)];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(table.data(), table.offset() + ids[i] * dim, out, i * dim, dim);
        }
        int[] shape = Arrays.copyOf(inputs.get(0).dims(), inputs.get(0).rank() + 1);
        shape[shape.length - 1] = dim;
        return Tensor.wrap(out, shape);
        // tito:end
    }

    /**
     * {@code dL/dtable[r, :]} is the sum of {@code gradOutput[i, :]} over all places i whose id is r; 0 for rows that were not looked up. Ids are
     * chosen, not computed: they get no gradient.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin embedding.lookup
        Tensor table = inputs.get(1);
        int dim = table.dim(1);
        int[] ids = Ids.of(inputs.get(0), table.dim(0));
        Tensor rows = gradOutput.contiguous();
        float[] g = rows.data();
        float[] gradient = new float[table.size()];
        for (int i = 0; i < ids.length; i++) {
            int from = rows.offset() + i * dim;
            int to = ids[i] * dim;
            for (int j = 0; j < dim; j++) {
                gradient[to + j] += g[from + j];
            }
        }
        return Arrays.asList(null, Tensor.wrap(gradient, table.dims()));
        // tito:end
    }
}
