package tinytorch.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Comparison;
import tinytorch.tensor.Concat;
import tinytorch.tensor.Copy;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.IndexSelect;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.MatMul;
import tinytorch.tensor.Op;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;
import tinytorch.tensor.ViewOp;
import tinytorch.tensor.Where;

/** The gradient rule of every operation there is. */
final class GradientTable {
    private GradientTable() {
    }

    /**
     * The vector-Jacobian product of an operation: from dL/doutput to dL/dinput for every input that wants a gradient.
     *
     * <p>A {@code switch} over the sealed {@link Op} without {@code default}: an operation without a rule does not compile. An operation
     * that brings its own rule ({@link DiffOp}) is asked by {@link #checked}, which makes sure of what it gives. For all others {@link #each} calls a rule for
     * each input i that wants a gradient:
     *
     * <pre>
     * UnaryOp       {@link ElementwiseRules#unary}
     * BinaryOp      {@link ElementwiseRules#binary}, which is asked for input i
     * Where         {@link ElementwiseRules#where}, which is asked for input i
     * Comparison    never: it has no derivative but 0, so its results have no origin. Answer {@code null} all the same
     * Reduce        {@link ReduceRules#reduce}
     * MatMul        {@link MatMulRules#left} for input 0, {@link MatMulRules#right} for input 1
     * ViewOp        {@link ViewRules#view}
     * Copy          g itself
     * IndexSelect   {@link ViewRules#indexSelect}
     * Concat        {@link ViewRules#concat}, which is asked for input i
     * </pre>
     *
     * @param op  the operation
     * @param g   dL/doutput
     * @param out its output
     * @param in  its inputs
     * @return one gradient an input, of the input's shape; {@code null} for an input that wants none
     */
    static List<Tensor> gradients(Op op, Tensor g, Tensor out, List<Tensor> in) {
        // tito:begin autograd.table
        return switch (op) {
            case UnaryOp f -> each(in, i -> ElementwiseRules.unary(f, g, out, in.getFirst()));
            case BinaryOp f -> each(in, i -> ElementwiseRules.binary(f, i, g, out, in));
            case Where() -> each(in, i -> ElementwiseRules.where(i, g, in.getFirst()));
            case Comparison step -> each(in, i -> null);
            case Reduce reduce -> each(in, i -> ReduceRules.reduce(reduce, g, out, in.getFirst()));
            case MatMul() -> each(in, i -> i == 0 ? MatMulRules.left(g, in.get(0), in.get(1)) : MatMulRules.right(g, in.get(0), in.get(1)));
            case ViewOp view -> each(in, i -> ViewRules.view(view, g, in.getFirst()));
            case Copy() -> each(in, i -> g);
            case IndexSelect select -> each(in, i -> ViewRules.indexSelect(select, g, in.getFirst()));
            case Concat concat -> each(in, i -> ViewRules.concat(concat, i, g, in));
            case DiffOp own -> checked(own, g, out, in);
        };
        // tito:end
    }

    /**
     * Calls the rule for each input that wants a gradient. This is the one place where broadcasting is undone: what a rule gives may
     * still have the shape of the output.
     */
    private static List<Tensor> each(List<Tensor> in, IntFunction<Tensor> rule) {
        // tito:begin autograd.table
        List<Tensor> gradients = new ArrayList<>(in.size());
        for (int i = 0; i < in.size(); i++) {
            Tensor gradient = in.get(i).requiresGrad() ? rule.apply(i) : null;
            gradients.add(gradient == null ? null : ReduceRules.unbroadcast(gradient, in.get(i).shape()));
        }
        return gradients;
        // tito:end
    }

    /**
     * What an operation's own rule gives, if it has one gradient for each input that wants one, of that input's shape. It is the kernels' turn to call
     * {@link DiffOp#backward}: some know the operation and have a faster way to the same gradients.
     */
    private static List<Tensor> checked(DiffOp op, Tensor g, Tensor out, List<Tensor> in) {
        List<Tensor> gradients = Kernels.active().backward(op, g, out, in);
        if (gradients.size() != in.size()) {
            throw new IllegalStateException(op + ".backward gave " + gradients.size() + " gradients for " + in.size()
                    + " inputs. Return one an input, null for an input that wants none.");
        }
        for (int i = 0; i < in.size(); i++) {
            if (in.get(i).requiresGrad() && gradients.get(i) == null) {
                throw new IllegalStateException(op + ".backward gave no gradient for input " + i + " of shape " + in.get(i).shape()
                        + ", which wants one. detach() the input if none should flow to it.");
            }
            if (gradients.get(i) != null && !gradients.get(i).shape().equals(in.get(i).shape())) {
                throw new ShapeException(op + ".backward", "the gradient of input " + i + " must have its shape", in.get(i).shape(),
                        gradients.get(i).shape(), "Left is the input, right its gradient.");
            }
        }
        return gradients;
    }
}
