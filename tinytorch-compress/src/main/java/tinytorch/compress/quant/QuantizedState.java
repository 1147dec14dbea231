package tinytorch.compress.quant;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.network.Dtype;
import tinytorch.tensor.Tensor;

/** What a file of a quantised network holds: tensors by their paths, and which of them are bytes. A layer puts its parts in by their names; whose layer it is, is known here. */
final class QuantizedState {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Dtype> types = new LinkedHashMap<>();
    /** The path of the first layer with a weight, and those of later ones that share it with the first's. */
    private final Map<QuantizedWeight, String> weights = new IdentityHashMap<>();
    private final Map<String, String> tied = new LinkedHashMap<>();
    private String path = "";
    private int group;

    Map<String, Tensor> tensors() {
        return tensors;
    }

    Map<String, Dtype> types() {
        return types;
    }

    /** Layers that share a weight with one before: their paths, and the other's. */
    Map<String, String> tied() {
        return tied;
    }

    /** How many neighbours share a scale, if weights have four bits; else 0. */
    int group() {
        return group;
    }

    void group(int neighbours) {
        group = neighbours;
    }

    /** From now on parts are those of the layer at this path. */
    void at(String layer) {
        path = layer;
    }

    /** A weight; one that is there already is only referred to. */
    void weight(QuantizedWeight weight) {
        String first = weights.putIfAbsent(weight, path);
        if (first == null) {
            weight.store(this);
        } else {
            tied.put(path, first);
        }
    }

    /** Whole numbers from -128 to 127: a byte each. */
    void bytes(String name, byte[] bytes, int... dims) {
        float[] whole = new float[bytes.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = bytes[i];
        }
        put(name, Tensor.wrap(whole, dims), Dtype.I8);
    }

    /** Bit patterns, 0 to 255: a byte each. */
    void packed(String name, byte[] bytes, int... dims) {
        float[] whole = new float[bytes.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = bytes[i] & 0xFF;
        }
        put(name, Tensor.wrap(whole, dims), Dtype.U8);
    }

    /** Scales: in two bytes each if they are halves, which they are unless they are very small or very large; else in four. */
    void scales(String name, float[] scales, int... dims) {
        put(name, Tensor.wrap(scales, dims), Halves.exact(scales) ? Dtype.F16 : Dtype.F32);
    }

    /** What was not quantised: the nearest halves, if they are within the range of halves. */
    void numbers(String name, Tensor numbers) {
        put(name, numbers, Halves.fit(numbers.toArray()) ? Dtype.F16 : Dtype.F32);
    }

    /** How an input is quantised; nothing if by its own range. */
    void input(QuantParameters parameters) {
        if (parameters != null) {
            put("input", Tensor.wrap(new float[] {parameters.scale(), parameters.zero()}, 2), Dtype.F32);
        }
    }

    private void put(String name, Tensor tensor, Dtype type) {
        String full = Paths.join(path, name);
        tensors.put(full, tensor);
        types.put(full, type);
    }
}
