package tinytorch.train.lab;

import java.util.SplittableRandom;

import tinytorch.data.Batch;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.Tensor;

/** What is trained in the experiments: a network for pictures of 28 x 28, on random ones. What they show does not count here. */
final class Work {
    private static final int PIXELS = 784;
    private static final int CLASSES = 10;

    private Work() {
    }

    /** A network with two hidden layers of this width. */
    static MLP network(int width) {
        return new MLP(new int[] {PIXELS, width, width, CLASSES}, new ReLU(), new SplittableRandom(1));
    }

    /** So many examples. */
    static Batch batch(int examples) {
        SplittableRandom random = new SplittableRandom(2);
        float[] classes = new float[examples];
        for (int i = 0; i < examples; i++) {
            classes[i] = random.nextInt(CLASSES);
        }
        return new Batch(Tensor.uniform(random, 0, 1, examples, PIXELS), Tensor.of(classes));
    }
}
