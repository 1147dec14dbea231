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
    /** The vector kernels with every operation step by step, and with those that have a kernel of their own in one sweep. */
    private static final List<String> FUSION = List.of("unfused", "vector");
    private static final int TURNS = 4;
    private static final int CHARACTERS = 65;
    private static final List<Network> NETWORKS = List.of(
            new Network("MLP 784-256-128-10", 64, () -> step(new MLP(new int[] {784, 256, 128, 10}, new ReLU(), new SplittableRandom(1)), images(64, 784), 10)),
            new Network("CNN of milestone cnn", 16, () -> step(new SmallVgg(new SplittableRandom(1)), images(16, 3, 32, 32), 10)),
            new Network("GPT of milestone tinygpt", 4, () -> step(new Gpt(GptConfig.tiny(CHARACTERS), new SplittableRandom(1)), text(4, GptConfig.tiny(CHARACTERS).context()),
                    CHARACTERS)));

    /** A network with what makes a training step of it, which may be run again and again. */
    private record Network(String name, int batch, Supplier<Runnable> step) { }

    private NetworkExperiment() {
    }

    /** Switches between kernels, and back to those it found. */
    static Table table() {
        Table table = new Table("A training step, on three kernels", "network", "batch", "scalar", "ladder", "x scalar", "vector", "x scalar");
        String before = Kernels.active().name();
        try {
            for (Network network : NETWORKS) {
                double[] seconds = new double[KERNELS.size()];
                for (int i = 0; i < seconds.length; i++) {
                    boolean slow = i == 0;
                    seconds[i] = seconds(KERNELS.get(i), network.step().get(), new Profiler(Clocks.system(), slow ? 1 : 2, 0.001, slow ? 3 : 15));
                }
                table.row(network.name(), network.batch(), Format.seconds(seconds[0]), Format.seconds(seconds[1]), Format.times(seconds[0] / seconds[1]),
                        Format.seconds(seconds[2]), Format.times(seconds[0] / seconds[2]));
            }
        } finally {
            Kernels.use(before);
        }
        return table;
    }

    /** What fusion has to do with it: measured in turns, as other programs come and go. */
    static Table fusion() {
        Table table = new Table("The same on the vector kernels: step by step, and fused", "network", "batch", "unfused", "vector", "faster");
        String before = Kernels.active().name();
        try {
            for (Network network : NETWORKS) {
                Runnable step = network.step().get();
                double[] seconds = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
                for (int turn = 0; turn < TURNS; turn++) {
                    for (int i = 0; i < seconds.length; i++) {
                        seconds[i] = Math.min(seconds[i], seconds(FUSION.get(i), step, new Profiler(Clocks.system(), turn == 0 ? 1.5 : 0.1, 0.001, 10)));
                    }
                }
                table.row(network.name(), network.batch(), Format.seconds(seconds[0]), Format.seconds(seconds[1]), Format.times(seconds[0] / seconds[1]));
            }
        } finally {
            Kernels.use(before);
        }
        return table;
    }

    private static double seconds(String kernels, Runnable step, Profiler profiler) {
        Kernels.use(kernels);
        return Machine.seconds(profiler.measure(kernels, step), Kernels.active().threads());
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

    private static Tensor text(int batch, int context) {
        return classes(new SplittableRandom(2), CHARACTERS, batch * context).reshape(batch, context);
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
