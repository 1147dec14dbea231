package tinytorch.benchmarks;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** {@code torch.optim.AdamW} as DJL has it: 12 sweeps over the numbers, where PyTorch's own loop has 8. */
public class TorchAdam extends Torch {
    private TorchGptStep gpt;
    private final List<PtNDArray> gradients = new ArrayList<>();

    /** Takes over the network, and keeps the gradients of one step. */
    @Setup
    public void make() {
        gpt = new TorchGptStep();
        gpt.arrays = arrays;
        gpt.batch = Adam.BATCH;
        gpt.make();
        gpt.step(new Tokens());
        try (NDManager step = arrays.newSubManager()) {
            for (PtNDArray gradient : gpt.gradients(step, new float[1])) {
                gradients.add(JniUtils.clone(gradient));
            }
            gradients.forEach(gradient -> gradient.attach(arrays));
            gpt.weights.done();
        }
    }

    /** One step. */
    @Benchmark
    public void step(Parameters work) {
        work.parameters += gpt.optimizer.count();
        gpt.optimizer.step(gpt.weights.values(), gradients);
    }
}
