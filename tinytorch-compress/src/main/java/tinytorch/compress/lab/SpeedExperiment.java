package tinytorch.compress.lab;

import java.util.SplittableRandom;

import tinytorch.compress.quant.Quantization;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** The time of a layer in floats, in bytes and in four bits: where weights dominate, and where arithmetic does. */
final class SpeedExperiment {
    private static final int GROUP = 32;
    private static final int TOKENS = 32;
    private static final String[] HEADER = {"layer", "rows", "weights", "float", "int8", "faster", "int4", "faster"};

    private SpeedExperiment() {
    }

    static Table table() {
        Table table = new Table("Inference: a call in floats, in bytes (dynamic), in four bits", HEADER);
        SplittableRandom random = new SplittableRandom(1);
        row(new Table("", HEADER), "warm-up", new Linear(512, 512, random), Tensor.randn(random, 1, 512));   // until the compiler knows these loops: not shown
        for (int[] size : new int[][] {{1, 512, 512}, {1, 512, 2048}, {1, 2048, 2048}, {1, 4096, 4096}, {64, 784, 128}, {768, 128, 512}, {768, 512, 128}}) {
            row(table, size[1] + " to " + size[2], new Linear(size[1], size[2], random), Tensor.randn(random, size[0], size[1]));
        }
        for (int[] size : new int[][] {{3, 32, 32}, {32, 64, 16}, {64, 128, 8}}) {
            row(table, "conv " + size[0] + ", " + size[1], new Conv2d(size[0], size[1], Window.of(3).padding(1), random), Tensor.randn(random, 32, size[0], size[2], size[2]));
        }
        return table;
    }

    private static void row(Table table, String name, Layer layer, Tensor x) {
        layer.eval();
        Layer bytes = Quantization.int8(layer);
        Layer nibbles = Quantization.int4(layer, GROUP);
        double[] seconds = Alternating.seconds(() -> layer.forward(x), () -> bytes.forward(x), () -> nibbles.forward(x));
        table.row(name, x.dim(0), Format.bytes(4.0 * layer.parameters().get("weight").size()), Format.seconds(seconds[0]), Format.seconds(seconds[1]),
                Format.times(seconds[0] / seconds[1]), Format.seconds(seconds[2]), Format.times(seconds[0] / seconds[2]));
    }

    /** A token of a GPT that writes: every weight is used once. */
    static Table writing() {
        Table table = new Table("Writing " + TOKENS + " tokens, one after the other, with a cache: time for one", "width", "parameters", "float", "int8", "faster");
        for (int width : new int[] {128, 512}) {
            Gpt model = new Gpt(new GptConfig(65, 64, 4, 4, width, true), new SplittableRandom(1));
            Gpt small = (Gpt) Quantization.int8(model);
            double[] seconds = Alternating.seconds(() -> write(model), () -> write(small));
            table.row(width, Format.count(model.parameterCount()), Format.seconds(seconds[0] / TOKENS), Format.seconds(seconds[1] / TOKENS), Format.times(seconds[0] / seconds[1]));
        }
        return table;
    }

    private static void write(Gpt model) {
        new TextGenerator(model, Sampling.GREEDY, new SplittableRandom(1)).generate(new int[] {1}, TOKENS, true, _ -> { });
    }
}
