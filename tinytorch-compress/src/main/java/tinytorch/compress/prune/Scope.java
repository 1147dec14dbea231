package tinytorch.compress.prune;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.tensor.Tensor;

/** Which weights are compared with which when the smallest are to go. (Han, Pool, Tran and Dally, "Learning both Weights and Connections for Efficient Neural Networks", 2015.) */
public enum Scope {
    /** The weights of a tensor with one another: each loses the same part. {@code torch.nn.utils.prune.l1_unstructured}. */
    LAYER_WISE,
    /** All with all: a layer that has many small ones loses more. {@code torch.nn.utils.prune.global_unstructured}. */
    GLOBAL;

    /**
     * Which weights stay when this part of them has gone: the smallest in size.
     *
     * <p>LAYER_WISE asks {@link #keepLargest} about each tensor by itself. GLOBAL asks it once, about the numbers of all tensors one after the other, and cuts the answer into
     * pieces again. {@link Tensor#toArray} gives a tensor's numbers in row-major order.
     *
     * <p>Worked example: {@code a = [1, 2, 3, 4]} and {@code b = [10, 20, 30, 40]}, sparsity 0.5. LAYER_WISE keeps {@code [0, 0, 1, 1]} of both. GLOBAL keeps nothing of a and all of
     * b.
     *
     * @param weights  by name, see {@link Masks#weights}
     * @param sparsity the part that goes, from 0 to 1
     */
    public Masks masks(Map<String, Tensor> weights, double sparsity) {
        if (!(sparsity >= 0 && sparsity <= 1)) {
            throw new IllegalArgumentException("Scope.masks: the sparsity is the part of the weights that goes, from 0 to 1, got " + sparsity + ". Try 0.9.");
        }
        Map<String, Tensor> masks = new LinkedHashMap<>();
        // tito:begin compress.magnitude
        if (this == LAYER_WISE) {
            weights.forEach((name, weight) -> masks.put(name, Tensor.wrap(keepLargest(weight.toArray(), sparsity), weight.dims())));
            return new Masks(weights, masks);
        }
        float[] all = new float[weights.values().stream().mapToInt(Tensor::size).sum()];
        int at = 0;
        for (Tensor weight : weights.values()) {
            System.arraycopy(weight.toArray(), 0, all, at, weight.size());
            at += weight.size();
        }
        float[] kept = keepLargest(all, sparsity);
        at = 0;
        for (Map.Entry<String, Tensor> entry : weights.entrySet()) {
            Tensor weight = entry.getValue();
            masks.put(entry.getKey(), Tensor.wrap(Arrays.copyOfRange(kept, at, at + weight.size()), weight.dims()));
            at += weight.size();
        }
        return new Masks(weights, masks);
        // tito:end
    }

    /**
     * 1 for every number that is kept, 0 for those that go: the {@code round(sparsity * n)} smallest in size ({@link Math#rint}), whatever their sign. Exactly so many, also if
     * several have the size at the edge: of these the first go.
     *
     * <p>With the sizes sorted in a copy, the last that goes is known, the edge. Below it all go. How many are below it tells how many of its own size go too.
     *
     * <p>Worked example: {@code [3, -1, 1, -4, 1]} with sparsity 0.4: two go, the edge is 1, and of the three numbers of size 1 the first two: {@code [1, 0, 0, 1, 1]}.
     */
    static float[] keepLargest(float[] numbers, double sparsity) {
        // tito:begin compress.magnitude
        float[] sizes = new float[numbers.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(numbers[i]);
        }
        float[] sorted = sizes.clone();
        Arrays.sort(sorted);
        int going = (int) Math.rint(sparsity * numbers.length);
        float edge = going == 0 ? -1 : sorted[going - 1];
        int ofEdge = going;
        for (float size : sizes) {
            ofEdge -= size < edge ? 1 : 0;
        }
        float[] kept = new float[numbers.length];
        for (int i = 0; i < kept.length; i++) {
            boolean goes = sizes[i] < edge || sizes[i] == edge && ofEdge-- > 0;
            kept[i] = goes ? 0 : 1;
        }
        return kept;
        // tito:end
    }
}
