package tinytorch.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Comparison;
import tinytorch.tensor.Concat;
import tinytorch.tensor.Copy;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.IndexSelect;
import tinytorch.tensor.MatMul;
import tinytorch.tensor.Op;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.tensor.UnaryOp;
import tinytorch.tensor.ViewOp;
import tinytorch.tensor.Where;

/** The forward rule of every operation: how its output moves when its inputs do. Runs with tracking off. */
final class TangentTable {
    private TangentTable() {
    }

    /**
     * The Jacobian-vector product of an operation: from the tangents of its inputs to that of its output. Not all tangents are
     * {@code null}; {@link #orZero} gives zeros for one that is.
     *
     * <pre>
     * UnaryOp                             t * f'(x): the rule of {@link ElementwiseRules#unary}, the same as backwards
     * BinaryOp                            the sum of ta * df/da and tb * df/db: {@link #sides}
     * MatMul                              the product rule: {@link #product}
     * Where                               the choice of tangents by the same condition
     * sum, views, copy, select, concat    linear, so the operation itself, on the tangents
     * max, min                            the mean of the tangents of the elements that are equal to the result: {@link #chosen}
     * Comparison                          {@code null}, which is 0
     * DiffOp                              {@link #transposed}
     * </pre>
     *
     * @param op  the operation
     * @param out its output
     * @param in  its inputs
     * @param t   their tangents, {@code null} for 0
     * @return the tangent of the output; {@code null} if all of t are
     */
    static Tensor tangent(Op op, Tensor out, List<Tensor> in, List<Tensor> t) {
        // tito:begin autograd.forward-mode
        if (t.stream().allMatch(Objects::isNull)) {
            return null;
        }
        return switch (op) {
            case UnaryOp f -> ElementwiseRules.unary(f, t.getFirst(), out, in.getFirst());
            case BinaryOp f -> sides(f, out, in, t);
            case MatMul() -> product(in, t);
            case Where where -> Tensor.where(in.getFirst(), orZero(in, t, 1), orZero(in, t, 2));
            case Reduce reduce -> reduce.kind() == Reduce.Kind.SUM ? reduce.forward(t) : chosen(reduce, out, in.getFirst(), t.getFirst());
            case ViewOp view -> view.forward(t);
            case Copy copy -> copy.forward(t);
            case IndexSelect select -> select.forward(t);
            case Concat concat -> concat.forward(all(in, t));
            case Comparison step -> null;
            case DiffOp own -> transposed(own, out, in, t);
        };
        // tito:end
    }

    /**
     * {@code ta * df/da + tb * df/db}, with {@link ElementwiseRules#binary}. A tangent is stretched to the shape of the output first; what is
     * constant ({@code null}) is left out.
     */
    private static Tensor sides(BinaryOp f, Tensor out, List<Tensor> in, List<Tensor> t) {
        // tito:begin autograd.forward-mode
        Tensor left = t.get(0) == null ? null : ElementwiseRules.binary(f, 0, t.get(0).expand(out.dims()), out, in);
        Tensor right = t.get(1) == null ? null : ElementwiseRules.binary(f, 1, t.get(1).expand(out.dims()), out, in);
        return sum(left, right);
        // tito:end
    }

    /** The product rule, {@code Ta B + A Tb}; what is constant is left out. */
    private static Tensor product(List<Tensor> in, List<Tensor> t) {
        // tito:begin autograd.forward-mode
        Tensor left = t.get(0) == null ? null : t.get(0).matmul(in.get(1));
        Tensor right = t.get(1) == null ? null : in.get(0).matmul(t.get(1));
        return sum(left, right);
        // tito:end
    }

    /** The sum of two tangents, of which one may be {@code null}. */
    private static Tensor sum(Tensor a, Tensor b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.add(b);
    }

    /** The mean of the tangents at the places of the largest (smallest) element. */
    private static Tensor chosen(Reduce op, Tensor out, Tensor x, Tensor t) {
        int[] kept = ReduceRules.kept(op, x);
        Tensor chosen = x.eq(out.reshape(kept));
        Tensor sum = ReduceRules.unbroadcast(Tensor.where(chosen, t, Tensor.scalar(0)), Shape.of(kept));
        return sum.div(ReduceRules.unbroadcast(chosen, Shape.of(kept))).reshape(out.dims());
    }

    /**
     * Forward from backward: the rule of a {@link DiffOp} takes u to {@code J^T u}, which is linear in u. So {@code (J^T u) . t} is a number that is
     * linear in u, too, and its gradient with respect to u is {@code J t}. The rule is run with tracking on, at any u.
     *
     * @throws UnsupportedOperationException if the rule is not made of tensor operations: then it leaves no graph
     */
    private static Tensor transposed(DiffOp op, Tensor out, List<Tensor> in, List<Tensor> t) {
        Tensor u = Tensor.zeros(out.dims()).requiresGrad(true);
        List<Tensor> constants = in.stream().map(Tensor::detach).toList();
        Tensor product = Tracking.on(() -> {
            List<Tensor> pulled = op.backward(u, out.detach(), constants);
            Tensor sum = Tensor.scalar(0);
            for (int i = 0; i < in.size(); i++) {
                if (t.get(i) != null) {
                    sum = sum.add(linear(op, i, pulled.get(i)).mul(t.get(i)).sum());
                }
            }
            return sum;
        });
        return Autograd.gradients(product, Tensor.scalar(1), List.of(u)).getFirst();
    }

    private static Tensor linear(DiffOp op, int i, Tensor gradient) {
        if (gradient == null || gradient.origin() == null) {
            throw new UnsupportedOperationException(op + ": no forward mode. Its backward for input " + i
                    + " is not made of tensor operations, so it can't be turned round. Use reverse mode.");
        }
        return gradient;
    }

    private static List<Tensor> all(List<Tensor> in, List<Tensor> t) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            all.add(orZero(in, t, i));
        }
        return all;
    }

    /** The tangent of input i, with zeros for {@code null}. */
    private static Tensor orZero(List<Tensor> in, List<Tensor> t, int i) {
        return t.get(i) != null ? t.get(i) : Tensor.zeros(in.get(i).dims());
    }
}
