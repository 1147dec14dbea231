package tinytorch.text.embedding;

import java.util.Arrays;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The gradient of a table by the rows that have one: what {@code torch.nn.Embedding(sparse=True)} gives. A batch of 768 tokens touches at most 768
 * rows of a table of 50,257; the others are 0, and neither stored nor added nor subtracted.
 *
 * @param count how many rows the table has
 * @param ids   of the rows below, each from 0 to count - 1; an id may occur several times, then its rows add up
 * @param rows  (ids.length, dim), contiguous
 */
public record SparseGradient(int count, int[] ids, Tensor rows) {

    public SparseGradient {
        if (rows.rank() != 2 || rows.dim(0) != ids.length) {
            throw new ShapeException("SparseGradient: rows must be (ids, dim), got " + rows.shape() + " for " + ids.length + " ids. Give one row for each id.");
        }
        rows = rows.contiguous();
    }

    /**
     * The gradient of a lookup as it comes: the id and the gradient of every place, in row-major order, without the places of the padding id.
     *
     * <p>Worked example: the ids {@code [2, 0, 2]}, the gradient {@code [[1, 2], [10, 20], [100, 200]]} and the padding id 0 give the ids
     * {@code [2, 2]} and the rows {@code [[1, 2], [100, 200]]}.
     *
     * @param ids        of any shape
     * @param gradOutput (..., dim), the gradient of what was looked up
     * @param count      how many rows the table has
     * @param padding    the id whose row gets no gradient, or {@link Lookup#NO_PADDING}
     */
    public static SparseGradient of(Tensor ids, Tensor gradOutput, int count, int padding) {
        // tito:begin embedding.sparse
        int[] all = Ids.of(ids, count);
        int n = 0;
        for (int id : all) {
            n += id == padding ? 0 : 1;
        }
        Tensor g = gradOutput.contiguous();
        int dim = g.dim(-1);
        int[] kept = new int[n];
        float[] rows = new float[n * dim];
        for (int i = 0, k = 0; i < all.length; i++) {
            if (all[i] != padding) {
                System.arraycopy(g.data(), g.offset() + i * dim, rows, k * dim, dim);
                kept[k++] = all[i];
            }
        }
        return new SparseGradient(count, kept, Tensor.wrap(rows, n, dim));
        // tito:end
    }

    /**
     * The same gradient with every id once, in ascending order, and the rows of equal ids added up: {@code torch.Tensor.coalesce}. Its time and memory
     * depend on the ids there are, never on {@link #count}.
     *
     * <p>Sort a copy of the ids and keep each once; {@code Arrays.binarySearch} then tells which row an id has, and {@link Rows#add} adds to it.
     *
     * <p>Worked example: the ids {@code [2, 0, 2]} with the rows {@code [[1, 2], [10, 20], [100, 200]]} become {@code [0, 2]} with
     * {@code [[10, 20], [101, 202]]}.
     */
    public SparseGradient coalesce() {
        // tito:begin embedding.sparse
        int[] distinct = ids.clone();
        Arrays.sort(distinct);
        int n = 0;
        for (int i = 0; i < distinct.length; i++) {
            if (i == 0 || distinct[i] != distinct[i - 1]) {
                distinct[n++] = distinct[i];
            }
        }
        int dim = rows.dim(1);
        float[] sums = new float[n * dim];
        for (int i = 0; i < ids.length; i++) {
            int to = Arrays.binarySearch(distinct, 0, n, ids[i]);
            Rows.add(dim, rows.data(), rows.offset() + i * dim, sums, to * dim);
        }
        return new SparseGradient(count, Arrays.copyOf(distinct, n), Tensor.wrap(sums, n, dim));
        // tito:end
    }

    /** The same gradient as {@link Lookup#backward} gives it: (count, dim), with 0 in all rows that are not here, and equal ids added up. */
    public Tensor toDense() {
        // tito:begin embedding.sparse
        int dim = rows.dim(1);
        float[] dense = new float[Math.multiplyExact(count, dim)];
        for (int i = 0; i < ids.length; i++) {
            Rows.add(dim, rows.data(), rows.offset() + i * dim, dense, ids[i] * dim);
        }
        return Tensor.wrap(dense, count, dim);
        // tito:end
    }

    /**
     * A step of gradient descent on the rows that have a gradient: {@code table[id, :] -= rate * row}, in place, for every id here. All other rows
     * are not even read. Rows of equal ids are subtracted one after the other, which is the same as their sum; for an optimiser that squares gradients
     * (Adam) it would not be, and {@link #coalesce} would have to come first.
     *
     * <p>{@link Rows#add(int, float, float[], int, float[], int)} adds a multiple of a row. Say with {@link Tensor#changed} that the table changed.
     *
     * <p>Worked example: a table {@code [[1, 1], [2, 2], [3, 3]]}, the ids {@code [2, 2]} with the rows {@code [[10, 20], [0, 10]]} and the rate 0.1
     * make it {@code [[1, 1], [2, 2], [2, 0]]}.
     *
     * @param table contiguous, (count, dim)
     */
    public void descend(Tensor table, float rate) {
        if (!table.isContiguous() || table.rank() != 2 || table.dim(0) != count || table.dim(1) != rows.dim(1)) {
            throw new ShapeException("SparseGradient.descend", "the table must be contiguous, with the gradient's count of rows and their length",
                    table.shape(), rows.shape(), "Left is the table, right are the rows of a gradient for a table of " + count + " rows.");
        }
        // tito:begin embedding.sparse
        int dim = rows.dim(1);
        for (int i = 0; i < ids.length; i++) {
            Rows.add(dim, -rate, rows.data(), rows.offset() + i * dim, table.data(), table.offset() + ids[i] * dim);
        }
        table.changed();
        // tito:end
    }
}
