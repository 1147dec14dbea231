package tinytorch.compress.quant;

import java.util.Arrays;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/**
 * {@link tinytorch.text.embedding.Embedding} with a table of whole numbers: the rows that are asked for are turned into numbers again. ({@code torch.ao.nn.quantized.Embedding}.)
 *
 * <pre>
 * input    (...)         ids from 0 to count - 1
 * output   (..., dim)
 * </pre>
 */
public final class QuantizedEmbedding extends Layer implements Quantized {
    private final QuantizedWeight table;

    QuantizedEmbedding(QuantizedWeight table) {
        this.table = table;
    }

    /**
     * {@code out[..., :]} = row {@code ids[...]} of the table: {@link #rows}.
     *
     * @throws IndexOutOfBoundsException if an id is no row of the table
     */
    @Override
    public Tensor forward(Tensor ids) {
        float[] rows = ids.toArray();
        for (float row : rows) {
            if (row != (int) row || row < 0 || row >= table.rows()) {
                throw new IndexOutOfBoundsException("QuantizedEmbedding: id " + row + " is not a whole number from 0 to " + (table.rows() - 1)
                        + ". Was the text encoded with another tokenizer?");
            }
        }
        int dim = table.columns();
        int[] dims = Arrays.copyOf(ids.dims(), ids.rank() + 1);
        dims[ids.rank()] = dim;
        Tensor out = Tensor.empty(dims);
        rows(rows, dim, out.data());
        return out;
    }

    /**
     * Row {@code rows[i]} of the table as numbers, {@code dim} of them, to {@code i * dim}, by {@link QuantizedWeight#dequantize(int, float[], int)}. No other row is touched.
     *
     * <p>Worked example: the rows 1, 0, 1 of a table whose rows are left as [127, -1] and [254, 2] give 254, 2, 127, -1, 254, 2.
     */
    private void rows(float[] rows, int dim, float[] out) {
        // tito:begin compress.embedding
        for (int i = 0; i < rows.length; i++) {
            table.dequantize((int) rows[i], out, i * dim);
        }
        // tito:end
    }

    /** Its table. */
    QuantizedWeight table() {
        return table;
    }

    @Override
    public void store(QuantizedState state) {
        state.weight(table);
    }

    @Override
    public long weightBytes() {
        return table.bytes();
    }

    @Override
    public String toString() {
        return "QuantizedEmbedding(" + table.rows() + ", " + table.columns() + ")";
    }
}
