package tinytorch.autograd;

import java.util.List;

import tinytorch.tensor.Concat;
import tinytorch.tensor.IndexSelect;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.ViewOp;

/** Operations that only move elements: their gradients move back to where the elements came from. */
final class ViewRules {
    private ViewRules() {
    }

    /**
     * The rule of a view.
     *
     * <pre>
     * Reshape    g in the shape of x
     * Permute    g with the axes put back: axis i of g becomes axis order[i]
     * Expand     g itself: {@link ReduceRules#unbroadcast} sums it afterwards, as for every broadcast operand
     * Slice      zeros of the shape of x, with g written where the slice was cut out
     * </pre>
     *
     * <p>Worked example: of a vector of 5, the slice with start 4, length 2 and step -3 has the elements 4 and 1. The gradient
     * {@code [10, 20]} becomes {@code [0, 20, 0, 0, 10]}. For the last line of the table: {@code slice.forward(List.of(zeros))} is a view of
     * {@code zeros}, and {@link Tensor#copyFrom} writes through it.
     *
     * @param g of the output's shape
     * @param x the input
     */
    static Tensor view(ViewOp op, Tensor g, Tensor x) {
        // tito:begin autograd.views
        return switch (op) {
            case ViewOp.Reshape reshape -> g.reshape(x.dims());
            case ViewOp.Permute(List<Integer> order) -> {
                int[] back = new int[order.size()];
                for (int i = 0; i < back.length; i++) {
                    back[order.get(i)] = i;
                }
                yield g.permute(back);
            }
            case ViewOp.Expand expand -> g;
            case ViewOp.Slice slice -> {
                Tensor gradient = Tensor.zeros(x.dims());
                slice.forward(List.of(gradient)).copyFrom(g);
                yield gradient;
            }
        };
        // tito:end
    }

    /**
     * The rule of {@link Tensor#indexSelect}: index i of g along the axis is added to index {@code indices[i]} of the result, which starts
     * with zeros. An index that was chosen twice gets the sum of both.
     *
     * <p>Worked example: indices [2, 0, 2] of a vector of 3, and g = [10, 20, 30]: {@code [20, 0, 40]}.
     *
     * @param g of the output's shape
     * @param x the input
     */
    static Tensor indexSelect(IndexSelect op, Tensor g, Tensor x) {
        // tito:begin autograd.views
        Tensor gradient = Tensor.zeros(x.dims());
        for (int i = 0; i < op.indices().size(); i++) {
            gradient.narrow(op.axis(), op.indices().get(i), 1).addInPlace(g.narrow(op.axis(), i, 1));
        }
        return gradient;
        // tito:end
    }

    /**
     * The rule of {@link Tensor#concat} for input i: the part of g that lies where that input was put. It starts after the lengths of
     * all inputs before it. A view of g, nothing is copied.
     *
     * @param g  of the output's shape
     * @param in all inputs
     */
    static Tensor concat(Concat op, int i, Tensor g, List<Tensor> in) {
        // tito:begin autograd.views
        int start = 0;
        for (int before = 0; before < i; before++) {
            start += in.get(before).dim(op.axis());
        }
        return g.narrow(op.axis(), start, in.get(i).dim(op.axis()));
        // tito:end
    }
}
