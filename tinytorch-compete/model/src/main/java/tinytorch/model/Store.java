package tinytorch.model;

import java.util.HashMap;
import java.util.Map;

import tinytorch.compress.quant.QuantizedWeight;
import tinytorch.compress.sparse.Gaps;
import tinytorch.nn.network.Dtype;
import tinytorch.tensor.Tensor;

/**
 * The tensors of {@code weights.safetensors}, unpacked as they are asked for:
 *
 * <pre>
 * NAME F32, F16, BF16                              numbers
 * NAME I8, NAME.scale (rows) or (1)                whole numbers from -127 to 127 with a scale for each row or for all
 * NAME U8, NAME.scale (rows, groups)               four bits: two numbers a byte, as module 16 packs them; shape and group in model.json
 * NAME.values (n), NAME.gaps U8 (n)                what is not 0, and the steps from one to the next; shape in model.json
 * </pre>
 */
final class Store {
    /** So many products of bytes fit into a sum of 32 bits. */
    private static final int DEEPEST = (1 << 17) - 1;

    private final WeightsFile file;
    private final Map<String, Graph.Packed> packed;
    private final Map<String, Weight> weights = new HashMap<>();
    private long numbers;

    private Store(WeightsFile file, Map<String, Graph.Packed> packed) {
        this.file = file;
        this.packed = packed;
    }

    /** Nothing is unpacked yet. */
    static Store read(byte[] content, Map<String, Graph.Packed> packed) throws Rejected {
        return new Store(WeightsFile.read(content), packed);
    }

    /** The weight with this name, for a node. Two nodes may share one. */
    Weight weight(String node, String name) throws Rejected {
        Weight known = weights.get(name);
        if (known == null) {
            Graph.Packed packing = packed.get(name);
            known = packing == null ? plain(node, name) : packing.storage().equals(Graph.Packed.INT4) ? nibbles(node, name, packing) : sparse(node, name, packing);
            weights.put(name, known);
        }
        return known;
    }

    /** Nothing may be left that no node reads. */
    void finish() throws Rejected {
        file.finish();
        for (String name : packed.keySet()) {
            if (!weights.containsKey(name)) {
                throw new Rejected(Reason.UNUSED, "model.json: packed \"" + name + "\" is no weight of a node. Leave it out.");
            }
        }
    }

    private Weight plain(String node, String name) throws Rejected {
        Tensor tensor = file.tensor(node, name);
        count(tensor.size());
        if (file.type(name) == Dtype.I8) {
            return bytes(node, name, tensor);
        }
        file.require(name, Dtype.F32, Dtype.F16, Dtype.BF16);
        return new Weight.Numbers(tensor, tensor.size());
    }

    private Weight bytes(String node, String name, Tensor whole) throws Rejected {
        int[] dims = whole.dims();
        if (dims.length < 2 || whole.size() == 0 || whole.size() / dims[0] > DEEPEST) {
            throw WeightsFile.encoding(name, "bytes are for matrices and kernels of rows up to " + DEEPEST + " numbers, got " + whole.shape());
        }
        if (whole.min().item() < -127) {
            throw WeightsFile.encoding(name, "it holds -128. Whole numbers are from -127 to 127, so that a number and its negative have the same size");
        }
        Tensor scales = file.scales(node, name);
        if (scales.rank() != 1 || scales.dim(0) != dims[0] && scales.dim(0) != 1) {
            throw WeightsFile.encoding(name, "it needs one scale for each of its " + dims[0] + " rows, or one for all, got " + scales.shape());
        }
        Tensor each = Tensor.ones(dims[0]).mul(scales);
        return new Weight.Whole(8, QuantizedWeight.int8(whole.reshape(dims[0], -1), each), dims);
    }

    private Weight nibbles(String node, String name, Graph.Packed packing) throws Rejected {
        int[] dims = dims(name, packing);
        Tensor whole = file.tensor(node, name);
        file.require(name, Dtype.U8);
        int columns = Math.toIntExact(elements(packing) / dims[0]);
        Tensor scales = file.scales(node, name);
        long groups = ((long) columns + packing.group() - 1) / packing.group();
        if (dims.length < 2 || whole.rank() != 2 || whole.dim(0) != dims[0] || whole.dim(1) != (columns + 1L) / 2 || scales.rank() != 2 || scales.dim(0) != dims[0] || scales.dim(1) != groups) {
            throw WeightsFile.encoding(name, "the shape " + packing.shape() + " in groups of " + packing.group() + " is packed as (" + dims[0] + ", " + (columns + 1L) / 2 + ") bytes and (" + dims[0] + ", " + groups
                    + ") scales, got " + whole.shape() + " and " + scales.shape());
        }
        return new Weight.Whole(4, QuantizedWeight.int4(whole, scales, columns, packing.group()), dims);
    }

    private Weight sparse(String node, String name, Graph.Packed packing) throws Rejected {
        int[] dims = dims(name, packing);
        long count = elements(packing);
        Tensor values = file.tensor(node, name + ".values");
        Tensor gaps = file.tensor(node, name + ".gaps");
        file.require(name + ".values", Dtype.F32, Dtype.F16, Dtype.BF16);
        file.require(name + ".gaps", Dtype.U8);
        if (values.rank() != 1 || gaps.rank() != 1 || values.dim(0) != gaps.dim(0)) {
            throw WeightsFile.encoding(name, "it has the values " + values.shape() + " and the gaps " + gaps.shape() + ": one gap for each value");
        }
        long end = 0;
        for (float gap : gaps.toArray()) {
            if (gap == 0) {
                throw WeightsFile.encoding(name, "a gap is 0: it is the number of steps from the value before, 1 to " + Gaps.LARGEST);
            }
            end += (long) gap;
        }
        if (end > count) {
            throw WeightsFile.encoding(name, "its gaps lead to number " + end + " of " + count);
        }
        float[] all = new Gaps(values.toArray(), gaps.toArray()).decode(Math.toIntExact(count));
        return new Weight.Numbers(Tensor.wrap(all, dims), values.size());
    }

    /** The shape of a packed tensor, whose numbers are counted before there is room made for them. */
    private int[] dims(String name, Graph.Packed packing) throws Rejected {
        count(elements(packing));
        return packing.shape().stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many numbers there are; more than a {@code long} counts is an overflow, which the caller of all this knows. */
    private static long elements(Graph.Packed packing) {
        long elements = 1;
        for (int dim : packing.shape()) {
            elements = Math.multiplyExact(elements, dim);
        }
        return elements;
    }

    private void count(long more) throws Rejected {
        numbers = Math.addExact(numbers, more);
        if (numbers > Limits.NUMBERS) {
            throw new Rejected(Reason.TOO_MUCH_MEMORY, "The weights have more than " + Limits.NUMBERS + " numbers when they are unpacked.");
        }
    }

    /** How many numbers all weights have, unpacked. */
    long numbers() {
        return numbers;
    }
}
