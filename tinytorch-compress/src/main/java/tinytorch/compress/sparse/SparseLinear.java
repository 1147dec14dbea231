package tinytorch.compress.sparse;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/** A trained and pruned {@link Linear} with a sparse weight: {@code y = x W^T + b}, for predictions. It learns no more. */
public final class SparseLinear extends Layer {
    private final CsrMatrix weight;
    private final Tensor bias;

    /** The same layer without its zeros. */
    public SparseLinear(Linear linear) {
        this(CsrMatrix.of(linear.parameters().get("weight").detach()), linear.parameters().get("bias"));
    }

    /** With this weight, (out, in), and a copy of this bias, (out,), or {@code null} for none. */
    SparseLinear(CsrMatrix weight, Tensor bias) {
        this.weight = weight;
        this.bias = bias == null ? null : buffer("bias", bias.detach().copy());
    }

    /** The weight, (out, in). */
    public CsrMatrix weight() {
        return weight;
    }

    /**
     * Batches are rows, and the sparse product wants columns: the input is transposed, and so is the result. That is a copy of each, which {@link SparseNetwork} spares all layers but the first.
     * {@code reshape(-1, in)} makes rows of any leading axes, also of none; the result has the same ones, {@code dims}.
     *
     * @param input (..., in)
     * @return (..., out)
     */
    @Override
    public Tensor forward(Tensor input) {
        if (input.rank() == 0 || input.dim(-1) != weight.columns()) {
            throw new ShapeException("SparseLinear: the last axis of the input must have the length in = " + weight.columns() + ", got " + input.shape() + ".");
        }
        int[] dims = input.dims();
        dims[dims.length - 1] = weight.rows();
        // tito:begin compress.sparse-layer
        Tensor columns = input.reshape(-1, weight.columns()).transpose();
        return columns(columns).transpose().reshape(dims);
        // tito:end
    }

    /**
     * {@code W x + b} for examples that are columns: {@link CsrMatrix#matmul}, and one number of the bias, if there is one, for each row of the result.
     *
     * @param input (in, N)
     * @return (out, N)
     */
    public Tensor columns(Tensor input) {
        // tito:begin compress.sparse-layer
        Tensor product = weight.matmul(input);
        return bias == null ? product : product.add(bias.unsqueeze(1));
        // tito:end
    }

    @Override
    public String toString() {
        return "SparseLinear(" + weight.columns() + ", " + weight.rows() + ", " + weight.stored() + " stored)";
    }
}
