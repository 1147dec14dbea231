package tinytorch.train;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.List;

import tinytorch.data.Batch;
import tinytorch.data.DataLoader;
import tinytorch.data.SplitMix;
import tinytorch.data.TensorDataset;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Dropout;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Momentum;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;

/**
 * Small networks and data for the tests of the loop, built from given numbers, with losses of earlier modules: no unwritten task of
 * this module stands in the way.
 */
final class Fixtures {
    private Fixtures() {
    }

    /** The network {@code y = w x}. */
    static Sequential scale(double w) {
        return new Sequential(new Linear(tensor(shape(1, 1), w), null));
    }

    /** The weight of such a network. */
    static float weight(Layer scale) {
        return scale.parameters().values().iterator().next().item();
    }

    /** A batch of numbers and targets, alternating: {@code batch(1, 3, 2, 5)} is x = 1, 2 with y = 3, 5. */
    static Batch batch(double... pairs) {
        double[] x = new double[pairs.length / 2];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = pairs[2 * i];
            y[i] = pairs[2 * i + 1];
        }
        return new Batch(tensor(shape(x.length, 1), x), tensor(shape(x.length, 1), y));
    }

    /** A loader of these examples, in order. */
    static DataLoader loader(int batchSize, double... pairs) {
        Batch all = batch(pairs);
        return DataLoader.of(new TensorDataset(all.inputs(), all.targets())).batchSize(batchSize);
    }

    /** So many points of the plane in two classes, shuffled anew in every epoch. */
    static DataLoader points(int count, int batchSize) {
        Tensor inputs = random(1, count, 2);
        double[] classes = new double[count];
        for (int i = 0; i < count; i++) {
            classes[i] = inputs.get(i, 0) * inputs.get(i, 1) > 0 ? 1 : 0;
        }
        return DataLoader.of(new TensorDataset(inputs, vector(classes))).batchSize(batchSize).shuffle(5);
    }

    /** A network for {@link #points}, with dropout. */
    static Sequential network(long seed, SplitMix random) {
        return new Sequential(new Linear(random(seed, 8, 2), random(seed + 1, 8)), new ActivationLayer(new Tanh()), new Dropout(0.2, random),
                new Linear(random(seed + 2, 2, 8), random(seed + 3, 2)));
    }

    /** Of an earlier module. */
    static Loss loss() {
        return new CrossEntropy();
    }

    static SGD sgd(Layer network, double rate) {
        return new SGD(ParameterGroup.of(network.parameters(), rate), Momentum.of(0.9));
    }

    /** The rows of a batch as batches of these sizes. */
    static List<Batch> split(Batch batch, int... sizes) {
        List<Batch> parts = new ArrayList<>();
        int at = 0;
        for (int size : sizes) {
            parts.add(new Batch(batch.inputs().narrow(0, at, size), batch.targets().narrow(0, at, size)));
            at += size;
        }
        return parts;
    }
}
