package tinytorch.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tinytorch.nn.network.Dtype;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.SafeTensorsException;
import tinytorch.tensor.Tensor;

/** {@code weights.safetensors} as it stands in the file: finite numbers under allowed names, of which each must be asked for. */
final class WeightsFile {
    private final SafeTensors file;
    private final Set<String> used = new HashSet<>();

    private WeightsFile(SafeTensors file) {
        this.file = file;
    }

    /** Reads the file and looks at every number of it. */
    static WeightsFile read(byte[] content) throws Rejected {
        SafeTensors file = safeTensors(content);
        for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
            Names.check(entry.getKey());
            for (float number : entry.getValue().toArray()) {
                if (!Float.isFinite(number)) {
                    throw new Rejected(Reason.NOT_FINITE, "weights.safetensors: the tensor \"" + entry.getKey() + "\" holds " + number + ". Every number must be finite.");
                }
            }
        }
        return new WeightsFile(file);
    }

    private static SafeTensors safeTensors(byte[] content) throws Rejected {
        long header = 0;
        for (int b = Math.min(content.length, Long.BYTES) - 1; b >= 0; b--) {
            header = header << 8 | content[b] & 0xFF;
        }
        if (header < 0 || header > Limits.HEADER_BYTES) {
            throw new Rejected(Reason.WEIGHTS_FORMAT, "weights.safetensors: its header may have " + Limits.HEADER_BYTES + " bytes, its length is given as " + Long.toUnsignedString(header) + ".");
        }
        try {
            return SafeTensors.read("weights.safetensors", content);
        } catch (SafeTensorsException e) {
            boolean type = e.rule().startsWith("dtype ");
            throw new Rejected(type ? Reason.DTYPE : Reason.WEIGHTS_FORMAT, "weights.safetensors: " + Names.printable(e.entry() + ": " + e.rule()));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** The tensor with this name, for a node. */
    Tensor tensor(String node, String name) throws Rejected {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null) {
            throw new Rejected(Reason.MISSING_WEIGHT, "node \"" + node + "\": weights.safetensors has no tensor \"" + name + "\".");
        }
        used.add(name);
        return tensor;
    }

    /** The scales of a tensor of whole numbers, all above 0. */
    Tensor scales(String node, String name) throws Rejected {
        Tensor scales = tensor(node, name + ".scale");
        require(name + ".scale", Dtype.F32, Dtype.F16);
        for (float scale : scales.toArray()) {
            if (!(scale > 0)) {
                throw encoding(name, "a scale is " + scale + ". Scales are above 0");
            }
        }
        return scales;
    }

    /** The number type of a tensor, {@code null} if there is none. */
    Dtype type(String name) {
        return file.types().get(name);
    }

    /** Refuses a tensor of any other number type. */
    void require(String name, Dtype... types) throws Rejected {
        if (!List.of(types).contains(file.types().get(name))) {
            throw new Rejected(Reason.DTYPE, "weights.safetensors: the tensor \"" + name + "\" is " + file.types().get(name) + ", here it must be one of " + Arrays.toString(types) + ".");
        }
    }

    /** Nothing may be left that no node reads. */
    void finish() throws Rejected {
        for (String name : file.tensors().keySet()) {
            if (!used.contains(name)) {
                throw new Rejected(Reason.UNUSED, "weights.safetensors: no node uses the tensor \"" + name + "\". Leave it out.");
            }
        }
    }

    /** The refusal of a tensor whose numbers or parts do not fit together. */
    static Rejected encoding(String name, String rule) {
        return new Rejected(Reason.BAD_ENCODING, "weights.safetensors: the tensor \"" + name + "\": " + rule + ".");
    }
}
