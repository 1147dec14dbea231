package tinytorch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.autograd.Autograd;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.Momentum;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.train.CrossEntropyLoss;

/** A training step of the milestone {@code cnn}: forward, loss, backward, and a step of SGD with momentum. */
public class CnnStep extends Bench {
    /** Images a step. */
    @Param({"16", "64", "128", "256"})
    public int batch;

    private final CrossEntropyLoss loss = new CrossEntropyLoss(0.1f);
    SmallVgg network;
    private SGD optimizer;
    Tensor images;
    Tensor labels;

    /** Makes the network and a batch of random pictures. */
    @Setup
    public void make() {
        network = new SmallVgg(random);
        optimizer = new SGD(ParameterGroup.of(network.parameters(), 0.05).weightDecay(5e-4), new Momentum(0.9, 0, true));
        images = randn(batch, 3, 32, 32);
        float[] classes = new float[batch];
        for (int i = 0; i < batch; i++) {
            classes[i] = i % 10;
        }
        labels = Tensor.of(classes);
    }

    /** One step; its loss. */
    @Benchmark
    public float step(Images work) {
        work.images += batch;
        return pool.use(() -> {
            optimizer.zeroGrad();
            Tensor value = Tensor.apply(loss, network.forward(images), labels);
            Autograd.backward(value);
            optimizer.step();
            return value.item();
        });
    }
}
