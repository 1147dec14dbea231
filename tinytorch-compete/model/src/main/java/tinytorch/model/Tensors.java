package tinytorch.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tinytorch.compress.sparse.Gaps;
import tinytorch.nn.network.Dtype;
import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;

/** The weights that a writer collects: what goes into {@code weights.safetensors}, and what {@code model.json} has to say of it. */
final class Tensors {
    private static final String TIED = "tied.";
    private static final String GROUP = "group";
    private static final float LARGEST_HALF = 65504;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Dtype> types = new LinkedHashMap<>();
    private final Map<String, Graph.Packed> packed = new LinkedHashMap<>();
    private final Encoding encoding;
    /** Weights of whole numbers, if the network was quantised; else {@code null}. */
    private final SafeTensors quantised;

    Tensors(Encoding encoding, SafeTensors quantised) {
        this.encoding = encoding;
        this.quantised = quantised;
    }

    /** Takes a tensor of the network; the name under which the file has it. */
    String add(String path, Tensor tensor) {
        int dot = path.lastIndexOf('.');
        String layer = dot < 0 ? "" : path.substring(0, dot);
        String name = path.substring(dot + 1);
        if (quantised != null && name.equals("weight")) {
            String source = join(quantised.metadata().getOrDefault(TIED + layer, layer), "");
            if (quantised.tensors().containsKey(source + "scale")) {
                return whole(source, tensor.dims());
            }
        }
        if ((encoding == Encoding.SPARSE || encoding == Encoding.SPARSE_F16) && sparse(path, tensor)) {
            return path;
        }
        put(path, tensor, encoding == Encoding.F32 || encoding == Encoding.SPARSE ? Dtype.F32 : half(tensor));
        return path;
    }

    /** The calibrated range of a layer's input, if there is one; else {@code null}. */
    String input(String layer) {
        String path = join(layer, "input");
        if (quantised == null || !quantised.tensors().containsKey(path)) {
            return null;
        }
        put(path, quantised.tensor(path), Dtype.F32);
        return path;
    }

    private String whole(String layer, int... dims) {
        String path = layer + "weight";
        Tensor numbers = quantised.tensor(path);
        if (quantised.types().get(path) == Dtype.I8) {
            put(path, numbers.reshape(dims), Dtype.I8);
        } else {
            put(path, numbers, Dtype.U8);
            packed.put(path, new Graph.Packed(Graph.Packed.INT4, list(dims), Integer.parseInt(quantised.metadata().get(GROUP))));
        }
        // The scale is found by the name of its tensor.
        put(path + ".scale", quantised.tensor(layer + "scale"), quantised.types().get(layer + "scale"));
        return path;
    }

    private boolean sparse(String path, Tensor tensor) {
        Gaps gaps = Gaps.encode(tensor.toArray());
        Tensor values = Tensor.wrap(gaps.values(), gaps.values().length);
        Dtype type = encoding == Encoding.SPARSE ? Dtype.F32 : half(values);
        int bytes = type == Dtype.F32 ? 4 : 2;
        if (tensor.rank() < 2 || (bytes + 1L) * values.size() >= (long) bytes * tensor.size()) {
            return false;
        }
        put(path + ".values", values, type);
        put(path + ".gaps", Tensor.wrap(gaps.gaps(), gaps.gaps().length), Dtype.U8);
        packed.put(path, new Graph.Packed(Graph.Packed.SPARSE, list(tensor.dims()), 0));
        return true;
    }

    private static Dtype half(Tensor tensor) {
        return tensor.size() == 0 || tensor.abs().max().item() <= LARGEST_HALF ? Dtype.F16 : Dtype.F32;
    }

    private void put(String name, Tensor tensor, Dtype type) {
        tensors.put(name, tensor.detach());
        types.put(name, type);
    }

    private static List<Integer> list(int... dims) {
        List<Integer> list = new ArrayList<>();
        for (int dim : dims) {
            list.add(dim);
        }
        return list;
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Whether the file has this tensor already. */
    Set<String> names() {
        return tensors.keySet();
    }

    Map<String, Graph.Packed> packed() {
        return packed;
    }

    /** The file's bytes. */
    byte[] safeTensors() {
        return SafeTensors.bytes(tensors, types, Map.of());
    }
}
