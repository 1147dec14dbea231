package tinytorch.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.tensor.Tensor;

/** The network of milestone {@code cnn} out of {@code torch.nn}'s layers in the same order, with {@code torch.optim.SGD(nesterov=True)}. */
public class TorchCnnStep extends Torch {
    private static final int[] WIDTHS = {32, 64, 128};
    /** A block is a convolution, a normalisation, pooling and ReLU; the linear layer comes after them and {@code Flatten}. */
    private static final int BLOCK = 4;
    private static final String LINEAR = BLOCK * WIDTHS.length + 1 + ".";

    /** Said by the benchmark, as in {@link CnnStep}. */
    @Param("0")
    public int batch;

    private TorchWeights weights;
    private final List<PtNDArray> running = new ArrayList<>();
    private final List<PtNDArray> velocities = new ArrayList<>();
    private PtNDArray images;
    private PtNDArray labels;

    /** Takes over the network and the batch. */
    @Setup
    public void make() {
        CnnStep ours = new CnnStep();
        ours.batch = batch;
        ours.make();
        weights = new TorchWeights(this, ours.network.parameters());
        for (int width : WIDTHS) {
            running.add(of(Tensor.zeros(width)));
            running.add(of(Tensor.ones(width)));
        }
        for (Tensor parameter : ours.network.parameters().values()) {
            velocities.add(of(Tensor.zeros(parameter.shape().dims())));
        }
        images = of(ours.images);
        labels = ids(ours.labels.reshape(batch, 1));
        if (Peers.checking()) {
            for (int i = 1; i <= 3; i++) {
                sameLoss("step " + i, ours.step(new Images()), step(new Images()));
            }
        }
    }

    /** One step; its loss. */
    @Benchmark
    public float step(Images work) {
        work.images += batch;
        try (NDManager step = arrays.newSubManager()) {
            JniUtils.setGradMode(true);
            weights.track(step);
            PtNDArray loss = TorchOps.crossEntropy(forward(TorchOps.view(images, step)), labels, 0.1);
            TorchOps.backward(loss);
            JniUtils.setGradMode(false);
            update(step);
            return loss.getFloat();
        } finally {
            weights.done();
        }
    }

    private PtNDArray forward(PtNDArray x) {
        for (int block = 0; block < WIDTHS.length; block++) {
            String norm = BLOCK * block + 1 + ".";
            x = TorchOps.convolution(x, weights.get(BLOCK * block + ".weight"), null);
            x = TorchOps.batchNorm(x, weights.get(norm + "weight"), weights.get(norm + "bias"), running.get(2 * block), running.get(2 * block + 1));
            x = JniUtils.relu(TorchOps.maxPool(x));
        }
        PtNDArray flat = x.reshape(new Shape(batch, -1));
        return JniUtils.linear(flat, weights.get(LINEAR + "weight"), weights.get(LINEAR + "bias"));
    }

    /** SGD with learning rate 0.05, Nesterov's momentum 0.9 and weight decay 5e-4: 0.1 million numbers, so its sweeps don't count beside the rest. */
    private void update(NDManager step) {
        Iterator<PtNDArray> gradients = weights.gradients(step).iterator();
        Iterator<PtNDArray> velocity = velocities.iterator();
        for (PtNDArray weight : weights.values()) {
            NDArray gradient = gradients.next();
            NDArray decayed = TorchOps.view(weight, step).mul(5e-4).addi(gradient);
            NDArray v = velocity.next().muli(0.9).addi(decayed);
            NDArray ahead = TorchOps.view((PtNDArray) v, step).mul(0.9).addi(decayed);
            weight.subi(ahead.muli(0.05));
        }
    }
}
