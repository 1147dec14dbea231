package tinytorch.compress.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.compress.quant.Quantization;
import tinytorch.compress.quant.QuantizedFile;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** The files of the milestones' networks, written and looked at. What the weights are does not matter for that: they are new. */
final class SizeExperiment {
    private static final int[] GROUPS = {64, 32};

    private SizeExperiment() {
    }

    static Table table() {
        Table table = new Table("Bytes on disk, and as part of the float file", "network", "float", "int8", "part", "int4 by 64", "part", "by 32", "part");
        SplittableRandom random = new SplittableRandom(1);
        try {
            Path folder = Files.createTempDirectory("tinytorch-size");
            try {
                row(table, folder, "MLP, digits", new MLP(new int[] {784, 128, 64, 10}, new ReLU(), random));
                row(table, folder, "SmallVgg", new SmallVgg(random));
                row(table, folder, "GPT, 4 x 128", new Gpt(GptConfig.tiny(65), random));
            } finally {
                Files.deleteIfExists(folder.resolve("network"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the experiment can't be written", e);
        }
        return table;
    }

    private static void row(Table table, Path folder, String name, Layer network) throws IOException {
        Path file = folder.resolve("network");
        SafeTensors.save(file, network.stateDict(), Map.of());
        long whole = Files.size(file);
        Object[] cells = new Object[8];
        cells[0] = name;
        cells[1] = Format.bytes(whole);
        Layer[] small = {Quantization.int8(network), Quantization.int4(network, GROUPS[0]), Quantization.int4(network, GROUPS[1])};
        for (int i = 0; i < small.length; i++) {
            QuantizedFile.save(file, small[i], Map.of());
            cells[2 + 2 * i] = Format.bytes(Files.size(file));
            cells[3 + 2 * i] = String.format(Locale.ROOT, "%.4f", (double) Files.size(file) / whole);
        }
        table.row(cells);
    }
}
