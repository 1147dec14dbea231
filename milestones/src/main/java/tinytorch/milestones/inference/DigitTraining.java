package tinytorch.milestones.inference;

import java.io.PrintStream;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tinytorch.data.source.LabelledImages;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.nn.network.GradientDescent;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Format;

/**
 * How the digit network is trained: plain stochastic gradient descent on the hand-written gradients of module 05.
 *
 * <p>Two things beyond that: every picture is moved by up to one pixel at random each time it is shown, so that the network learns shapes and not places, and
 * the learning rate falls from its first value to zero along half a cosine (Loshchilov and Hutter, "SGDR", 2017).
 *
 * @param seed   of all random numbers: first weights, order of the pictures, shifts. The same seed gives the same network
 * @param epochs how often every picture is shown
 * @param batch  pictures for one step
 * @param rate   the first learning rate
 */
record DigitTraining(long seed, int epochs, int batch, float rate) {
    private static final int SIDE = LabelledImages.SIDE;
    private static final int PIXELS = LabelledImages.PIXELS;

    /** Trains a network and tells the mean loss of every epoch. */
    Sequential run(LabelledImages images, PrintStream log) {
        RandomGenerator random = new SplittableRandom(seed);
        Sequential network = DigitClassifier.untrained(random);
        int steps = Math.ceilDiv(images.count(), batch);
        for (int epoch = 0; epoch < epochs; epoch++) {
            long start = System.nanoTime();
            int[] order = shuffled(images.count(), random);
            double loss = 0;
            for (int step = 0; step < steps; step++) {
                double progress = (epoch + (double) step / steps) / epochs;
                float now = (float) (rate * (1 + Math.cos(Math.PI * progress)) / 2);
                int first = step * batch;
                loss += step(network, images, order, first, Math.min(batch, order.length - first), now, random);
            }
            log.printf(Locale.ROOT, "epoch %2d of %d: mean loss %.4f, %s%n", epoch + 1, epochs, loss / steps, Format.seconds((System.nanoTime() - start) / 1e9));
        }
        return network;
    }

    private static float step(Sequential network, LabelledImages images, int[] order, int first, int count, float rate, RandomGenerator random) {
        float[] pixels = new float[count * PIXELS];
        float[] classes = new float[count];
        for (int i = 0; i < count; i++) {
            int image = order[first + i];
            shift(images, image, random.nextInt(-1, 2), random.nextInt(-1, 2), pixels, i * PIXELS);
            classes[i] = images.label(image);
        }
        Tensor inputs = Tensor.wrap(pixels, count, PIXELS);
        Tensor targets = Tensor.wrap(classes, count);
        CrossEntropy loss = new CrossEntropy();
        GradientDescent descent = new GradientDescent(network.parameters().values(), rate);
        return Tracking.off(() -> {
            descent.zeroGrad();
            Tensor logits = network.forward(inputs);
            network.backward(loss.gradient(logits, targets));
            descent.step();
            return loss.value(logits, targets).item();
        });
    }

    /** Writes a picture into {@code out}, moved right and down by {@code dx} and {@code dy}; what is moved over the edge is lost. */
    static void shift(LabelledImages images, int image, int dx, int dy, float[] out, int at) {
        int from = image * PIXELS;
        for (int y = Math.max(0, dy); y < Math.min(SIDE, SIDE + dy); y++) {
            for (int x = Math.max(0, dx); x < Math.min(SIDE, SIDE + dx); x++) {
                out[at + y * SIDE + x] = (images.pixels()[from + (y - dy) * SIDE + x - dx] & 0xFF) / 255f;
            }
        }
    }

    /** The numbers from 0 to n - 1 in random order (Fisher and Yates). */
    static int[] shuffled(int n, RandomGenerator random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
