package tinytorch.compete.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import tinytorch.compress.quant.QuantizedFile;
import tinytorch.compress.sparse.SparseFile;
import tinytorch.nn.Layer;
import tinytorch.nn.network.SafeTensors;

/** How a network is written to a file: the size of the file is the size of the network. */
@FunctionalInterface
public interface Saving {
    /** Every number in four bytes. */
    Saving FLOATS = (file, network) -> SafeTensors.save(file, network.stateDict(), Map.of());
    /** Without zeros (module 16). */
    Saving SPARSE = (file, network) -> SparseFile.save(file, network.stateDict());
    /** Bytes and packed four bits, the rest in halves (module 16). */
    Saving QUANTIZED = (file, network) -> QuantizedFile.save(file, network, Map.of());

    /** Writes the network to this file. */
    void write(Path file, Layer network) throws IOException;
}
