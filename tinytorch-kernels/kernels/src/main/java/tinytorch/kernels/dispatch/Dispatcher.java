package tinytorch.kernels.dispatch;

import java.util.Arrays;
import java.util.List;

import tinytorch.kernels.fusion.Fusion;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.Softmax;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Op;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.MaskedSoftmax;
import tinytorch.text.transformer.LayerNormalization;
import tinytorch.text.transformer.TokenLoss;
import tinytorch.train.CrossEntropyLoss;

/**
 * Finds a fused kernel for an operation of an earlier module: the two tables behind {@link tinytorch.tensor.Kernels#forward} and
 * {@link tinytorch.tensor.Kernels#backward}. The earlier modules know nothing of it. An operation is a value, so it can be recognised, its parts can be read, and whoever
 * knows a faster way to the same numbers may take it. PyTorch's dispatcher has such a table for each kind of device.
 *
 * <pre>
 * Softmax, LogSoftmax       along the last axis: a row is one behind the other
 * MaskedSoftmax             always
 * LayerNormalization        always
 * CrossEntropyLoss          without label smoothing; so too the TokenLoss made of it
 * any other Activation      as a {@link Fusion}, if it is a chain of element-wise operations
 * </pre>
 *
 * <p>What is not in the table, or has no numbers at all, is left to the operation itself. So are two operations one after the other ({@code relu(a + b)}, {@code gelu(x + bias)}): here each comes by itself,
 * and to see the next one somebody has to have the whole graph before it runs, as {@code torch.compile} does.
 */
public final class Dispatcher {
    private final Fusion fusion = new Fusion();

    /** {@link Op#forward} */
    public Tensor forward(Op op, List<Tensor> inputs) {
        return op instanceof DiffOp own && inputs.getFirst().size() > 0 ? forward(own, inputs) : op.forward(inputs);
    }

    private Tensor forward(DiffOp op, List<Tensor> in) {
        Tensor x = in.getFirst();
        return switch (op) {
            case Softmax(int axis) when isLast(axis, x) -> SoftmaxRows.forward(x);
            case LogSoftmax(int axis) when isLast(axis, x) -> LogSoftmaxRows.forward(x);
            case MaskedSoftmax() -> MaskedSoftmaxRows.forward(x, in.size() < 2 ? null : in.get(1));
            case LayerNormalization(double eps) -> LayerNormRows.forward(x, in.get(1), in.get(2), eps);
            case CrossEntropyLoss loss when loss.labelSmoothing() == 0 -> CrossEntropyRows.forward(loss, x, in.get(1));
            case TokenLoss(CrossEntropyLoss loss) when loss.labelSmoothing() == 0 && areTokens(x, in.get(1)) ->
                    CrossEntropyRows.forward(loss, x.reshape(-1, x.dim(-1)), in.get(1).reshape(-1));
            case Activation activation -> fusion.run(new Forward(activation), in);
            default -> op.forward(in);
        };
    }

    /** {@link DiffOp#backward} */
    public List<Tensor> backward(DiffOp op, Tensor g, Tensor out, List<Tensor> in) {
        Tensor x = in.getFirst();
        if (x.size() == 0) {
            return op.backward(g, out, in);
        }
        return switch (op) {
            case Softmax(int axis) when isLast(axis, x) -> List.of(SoftmaxRows.backward(g, out));
            case LogSoftmax(int axis) when isLast(axis, x) -> List.of(LogSoftmaxRows.backward(g, out));
            case MaskedSoftmax() -> Arrays.asList(SoftmaxRows.backward(g, out), null).subList(0, in.size());
            case LayerNormalization(double eps) -> LayerNormRows.backward(g, x, in.get(1), eps);
            case CrossEntropyLoss loss when loss.labelSmoothing() == 0 -> Arrays.asList(CrossEntropyRows.backward(loss, g, x, in.get(1)), null);
            case TokenLoss(CrossEntropyLoss loss) when loss.labelSmoothing() == 0 && areTokens(x, in.get(1)) ->
                    Arrays.asList(CrossEntropyRows.backward(loss, g, x.reshape(-1, x.dim(-1)), in.get(1).reshape(-1)).reshape(x.dims()), null);
            case Activation activation -> List.of(fusion.run(new Backward(activation), List.of(g, out, x)));
            default -> op.backward(g, out, in);
        };
    }

    private static boolean isLast(int axis, Tensor x) {
        return x.rank() > 0 && (axis == -1 || axis == x.rank() - 1);
    }

    /** Whether there is one target for each row of logits. If not, the loss itself has to say so. */
    private static boolean areTokens(Tensor logits, Tensor targets) {
        return logits.rank() > 1 && Arrays.equals(Arrays.copyOf(logits.dims(), logits.rank() - 1), targets.dims());
    }
}
