package tinytorch.tensor;

import java.util.List;

/**
 * Chosen indices of one axis, in the given order, with repetition. A copy: no stride can jump freely.
 *
 * @param axis    counted from the front
 * @param indices each from 0 to the axis' length - 1
 */
public record IndexSelect(int axis, List<Integer> indices) implements Op {

    public IndexSelect {
        indices = List.copyOf(indices);
    }

    /**
     * {@code out[..., i, ...] = x[..., indices[i], ...]}, as {@code torch.index_select}. For every chosen index copy the
     * slab of all elements with that index: {@code x.select(axis, index)} into {@code out.select(axis, i)}.
     *
     * <p>Worked example: indices [2, 0, 2] of axis 0 of {@code [10, 20, 30]} give {@code [30, 10, 30]}.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin tensor.join
        Tensor x = inputs.getFirst();
        int[] dims = x.dims();
        dims[axis] = indices.size();
        Tensor out = Tensor.zeros(dims);
        for (int i = 0; i < indices.size(); i++) {
            out.narrow(axis, i, 1).copyFrom(x.narrow(axis, indices.get(i), 1));
        }
        return out;
        // tito:end
    }
}
