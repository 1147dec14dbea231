package tinytorch.kernels.lab;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import tinytorch.autograd.Autograd;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.AdamW;
import tinytorch.optim.Moments;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.MemoryPool;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * A training step (forward, loss, backward, AdamW) of the three networks of this course, of which no line has changed, on the loops of module 02, on the
 * learner's ladder, and on the course's own kernels.
 */
final class NetworkExperiment {
    private static final List<String> KERNELS = List.of("scalar", "ladder", "vector");
    private static final int CHARACTERS = 65;

    private NetworkExperiment() {
    }

    /** Switches between kernels, and back to those it found. */
    static Table table() {
        Table table = new Table("A training step, on three kernels", "network", "batch", "scalar", "ladder", "x scalar", "vector", "x scalar");
        String before = Kernels.active().name();
        try {
            row(table, "MLP 784-256-128-10", 64, () -> step(new MLP(new int[] {784, 256, 128, 10}, new ReLU(), new SplittableRandom(1)), images(64, 784), 10));
            row(table, "CNN of milestone cnn", 16, () -> step(new SmallVgg(new SplittableRandom(1)), images(16, 3, 32, 32), 10));
            GptConfig tiny = GptConfig.tiny(CHARACTERS);
            Tensor tokens = classes(new SplittableRandom(2), CHARACTERS, 4 * tiny.context()).reshape(4, tiny.context());
            row(table, "GPT of milestone tinygpt", 4, () -> step(new Gpt(tiny, new SplittableRandom(1)), tokens, CHARACTERS));
        } finally {
            Kernels.use(before);
        }
        return table;
    }

    private static void row(Table table, String name, int batch, Supplier<Runnable> network) {
        double[] seconds = new double[KERNELS.size()];
        for (int i = 0; i < seconds.length; i++) {
            Kernels.use(KERNELS.get(i));
            Runnable step = network.get();
            boolean slow = i == 0;
            seconds[i] = Machine.seconds(new Profiler(Clocks.system(), slow ? 1 : 2, 0.001, slow ? 3 : 15).measure(name, step), Kernels.active().threads());
        }
        table.row(name, batch, Format.seconds(seconds[0]), Format.seconds(seconds[1]), Format.times(seconds[0] / seconds[1]),
                Format.seconds(seconds[2]), Format.times(seconds[0] / seconds[2]));
    }

    private static Runnable step(Layer network, Tensor input, int classes) {
        Optimizer optimizer = new AdamW(List.of(ParameterGroup.of(network.parameters(), 1e-3)), new Moments(0.9, 0.99, 1e-8));
        CrossEntropyLoss loss = new CrossEntropyLoss();
        int rows = network instanceof Gpt ? input.size() : input.dim(0);
        Tensor targets = classes(new SplittableRandom(3), classes, rows);
        MemoryPool pool = new MemoryPool();
        return () -> pool.use(() -> {
            optimizer.zeroGrad();
            Tensor value = Tensor.apply(loss, network.forward(input).reshape(-1, classes), targets);
            Autograd.backward(value);
            optimizer.step();
            return value.item();
        });
    }

    private static Tensor images(int... shape) {
        return Tensor.randn(new SplittableRandom(2), shape);
    }

    private static Tensor classes(RandomGenerator random, int classes, int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = random.nextInt(classes);
        }
        return Tensor.of(numbers);
    }
}
