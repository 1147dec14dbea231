package tinytorch.compress.sparse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.network.Dtype;
import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;

/**
 * The state of a pruned network as a {@code .safetensors} file without its zeros. A tensor that is zero often enough is two there, {@code NAME.values} and {@code NAME.gaps} ({@link Gaps}), and its shape is in
 * the metadata; all others are as they were.
 */
public final class SparseFile {
    private static final String VALUES = ".values";
    private static final String GAPS = ".gaps";
    private static final String SHAPE = "shape of ";
    /** What a dense number takes, and what a stored one takes with its gap. */
    private static final int DENSE_BYTES = 4;
    private static final int STORED_BYTES = 5;

    private SparseFile() {
    }

    /** Writes a state, {@code network.stateDict()}. */
    public static void save(Path file, Map<String, Tensor> state) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Dtype> types = new LinkedHashMap<>();
        Map<String, String> shapes = new LinkedHashMap<>();
        state.forEach((name, tensor) -> {
            Gaps gaps = Gaps.encode(tensor.toArray());
            if (STORED_BYTES * gaps.values().length < DENSE_BYTES * tensor.size()) {
                tensors.put(name + VALUES, Tensor.wrap(gaps.values(), gaps.values().length));
                tensors.put(name + GAPS, Tensor.wrap(gaps.gaps(), gaps.gaps().length));
                types.put(name + GAPS, Dtype.U8);
                shapes.put(SHAPE + name, text(tensor.dims()));
            } else {
                tensors.put(name, tensor);
            }
        });
        SafeTensors.save(file, tensors, types, shapes);
    }

    /** Reads a state, with all zeros in their places. */
    public static Map<String, Tensor> load(Path file) throws IOException {
        SafeTensors content = SafeTensors.load(file);
        Map<String, Tensor> state = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> {
            String whole = name.endsWith(VALUES) ? name.substring(0, name.length() - VALUES.length()) : "";
            if (content.metadata().containsKey(SHAPE + whole)) {
                int[] dims = dims(content.metadata().get(SHAPE + whole));
                float[] numbers = new Gaps(tensor.toArray(), content.tensor(whole + GAPS).toArray()).decode(size(dims));
                state.put(whole, Tensor.wrap(numbers, dims));
            } else if (!name.endsWith(GAPS)) {
                state.put(name, tensor);
            }
        });
        return state;
    }

    private static String text(int[] dims) {
        StringBuilder text = new StringBuilder();
        for (int dim : dims) {
            text.append(text.isEmpty() ? "" : " ").append(dim);
        }
        return text.toString();
    }

    private static int[] dims(String text) {
        String[] words = text.split(" ");
        int[] dims = new int[words.length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Integer.parseInt(words[i]);
        }
        return dims;
    }

    private static int size(int[] dims) {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        return size;
    }
}
