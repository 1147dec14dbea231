package tinytorch.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** nanoGPT's training step in the setting of milestone {@code tinygpt}. */
public class TorchGptStep extends Torch {
    /** Said by the benchmark, as in {@link GptStep}. */
    @Param("0")
    public int batch;

    TorchWeights weights;
    private TorchGpt network;
    TorchAdamW optimizer;
    private PtNDArray tokens;
    private PtNDArray targets;

    /** Takes over the network and the batch. */
    @Setup
    public void make() {
        GptStep ours = new GptStep();
        ours.batch = batch;
        ours.make();
        int context = ours.network.config().context();
        weights = new TorchWeights(this, ours.network.parameters());
        network = new TorchGpt(weights, ours.network.config().layers(), TorchGpt.causal(this, context));
        optimizer = new TorchAdamW(this, ours.network.parameters().values());
        tokens = ids(ours.tokens);
        targets = ids(ours.targets.reshape(batch * context, 1));
        if (Peers.checking()) {
            for (int i = 1; i <= 3; i++) {
                sameLoss("step " + i, ours.step(new Tokens()), step(new Tokens()));
            }
        }
    }

    /** Forward, loss, backward, clipping and a step of AdamW; its loss. */
    @Benchmark
    public float step(Tokens work) {
        work.tokens += tokens.size();
        float[] loss = new float[1];
        try (NDManager step = arrays.newSubManager()) {
            Collection<PtNDArray> gradients = gradients(step, loss);
            clip(gradients);
            optimizer.step(weights.values(), gradients);
            return loss[0];
        } finally {
            weights.done();
        }
    }

    Collection<PtNDArray> gradients(NDManager step, float[] loss) {
        JniUtils.setGradMode(true);
        weights.track(step);
        PtNDArray logits = network.forward(TorchOps.view(tokens, step));
        PtNDArray value = TorchOps.crossEntropy(logits.reshape(new Shape(targets.size(), -1)), targets, 0);
        TorchOps.backward(value);
        JniUtils.setGradMode(false);
        loss[0] = value.getFloat();
        return weights.gradients(step);
    }

    /** {@code clip_grad_norm_(parameters, 1)} */
    private static void clip(Collection<PtNDArray> gradients) {
        NDList norms = new NDList();
        for (PtNDArray gradient : gradients) {
            norms.add(JniUtils.norm(gradient, 2, new int[0], false));
        }
        NDArray all = JniUtils.stack(norms.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new), 0);
        double factor = 1 / (JniUtils.norm((PtNDArray) all, 2, new int[0], false).getFloat() + 1e-6);
        if (factor < 1) {
            gradients.forEach(gradient -> gradient.muli(factor));
        }
    }
}
