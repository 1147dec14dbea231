package tinytorch.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.kernels.fused.AdamSweep;
import tinytorch.kernels.fused.BiasGelu;
import tinytorch.kernels.fused.CrossEntropySweep;
import tinytorch.kernels.fused.LayerNormSweep;
import tinytorch.kernels.fused.OnlineSoftmax;
import tinytorch.kernels.fused.ReluAdd;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Softmax;
import tinytorch.optim.AdamW;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.LayerNormalization;
import tinytorch.train.CrossEntropyLoss;

/**
 * Operations fused by hand (module 15), and the same as the layers of earlier modules do them, operation by operation or row by row. Both are counted in the bytes that the fused form moves, so
 * that their rates compare. Rows of 1,024 numbers. They have no peers: each is compared with the other form of itself, and what PyTorch has of them is in {@link Layers} and {@link Adam}.
 */
public class Fused extends Bench {
    private static final int N = 1024;

    /** How many numbers. */
    @Param({"65536", "16777216"})
    public int size;

    private final LayerNormalization norm = new LayerNormalization(1e-5);
    private final CrossEntropyLoss loss = new CrossEntropyLoss();
    private final AdamSweep step = AdamSweep.of(1e-3, 0.9, 0.999, 1e-8, 0.01, 10);
    private int rows;
    private Tensor a;
    private Tensor b;
    private Tensor bias;
    private Tensor targets;
    private int[] classes;
    private float[] out;
    private float[] first;
    private float[] second;
    private AdamW adam;

    /** Makes the operands. */
    @Setup
    public void make() {
        rows = size / N;
        a = randn(rows, N);
        b = randn(rows, N);
        bias = randn(N);
        targets = ids(N, rows);
        classes = new int[rows];
        Arrays.setAll(classes, row -> (int) targets.data()[row]);
        out = new float[size];
        first = new float[size];
        second = new float[size];
        Tensor parameter = randn(rows, N).requiresGrad(true);
        parameter.accumulateGrad(b);
        adam = new AdamW(Map.of("p", parameter), 1e-3);
    }

    /** {@code relu(a + b)} */
    @Benchmark
    public float[] reluAdd(Bytes work) {
        work.bytes += 12.0 * size;
        return fused(size, (from, to) -> ReluAdd.forward(from, to, a.data(), b.data(), out));
    }

    /** By two operations. */
    @Benchmark
    public float reluAddUnfused(Bytes work) {
        work.bytes += 12.0 * size;
        return recycled(() -> {
            Tensor sum = a.add(b);
            Tensor y = new ReLU().forward(sum);
            sum.recycle();
            return y;
        });
    }

    /** {@code gelu(x + bias)}, with the hyperbolic tangent. */
    @Benchmark
    public float[] biasGelu(Bytes work) {
        work.bytes += 8.0 * size;
        return fused(rows, (from, to) -> BiasGelu.forward(from, to, N, a.data(), bias.data(), out));
    }

    /** By an addition, and the activation as a chain that the kernels may fuse in blocks. */
    @Benchmark
    public float biasGeluInBlocks(Bytes work) {
        work.bytes += 8.0 * size;
        return recycled(() -> {
            Tensor sum = a.add(bias);
            Tensor y = Tensor.apply(new GELU(GELU.Approximation.TANH), sum);
            sum.recycle();
            return y;
        });
    }

    /** Softmax of rows, online. */
    @Benchmark
    public float[] softmax(Bytes work) {
        work.bytes += 8.0 * size;
        return fused(rows, (from, to) -> OnlineSoftmax.forward(from, to, N, a.data(), out));
    }

    /** That of module 03. */
    @Benchmark
    public float softmaxUnfused(Bytes work) {
        work.bytes += 8.0 * size;
        return recycled(() -> new Softmax(-1).forward(a));
    }

    /** Loss and gradient in one sweep. */
    @Benchmark
    public float[] crossEntropy(Bytes work) {
        work.bytes += 8.0 * size;
        float scale = 1f / rows;
        return fused(rows, (from, to) -> CrossEntropySweep.run(from, to, N, a.data(), classes, scale, out));
    }

    /** Those of module 09. */
    @Benchmark
    public float crossEntropyUnfused(Bytes work) {
        work.bytes += 8.0 * size;
        return recycled(() -> {
            Tensor gradient = loss.gradient(a, targets);
            gradient.data()[0] += loss.value(a, targets).item();
            return gradient;
        });
    }

    /** Layer norm and its gradients. */
    @Benchmark
    public float[] layerNorm(Bytes work) {
        work.bytes += 20.0 * size;
        fused(rows, (from, to) -> LayerNormSweep.forward(from, to, N, a.data(), bias.data(), bias.data(), 1e-5, first));
        return fused(rows, (from, to) -> {
            float[] sums = new float[N];
            LayerNormSweep.backward(from, to, N, b.data(), a.data(), bias.data(), 1e-5, out, sums, sums.clone());
        });
    }

    /** Those of module 14. */
    @Benchmark
    public float layerNormUnfused(Bytes work) {
        work.bytes += 20.0 * size;
        List<Tensor> inputs = List.of(a, bias, bias);
        return recycled(() -> {
            Tensor y = norm.forward(inputs);
            Tensor gradient = norm.backward(b, y, inputs).getFirst();
            y.recycle();
            return gradient;
        });
    }

    /** A step of AdamW. */
    @Benchmark
    public float[] adam(Bytes work) {
        work.bytes += 28.0 * size;
        return fused(size, (from, to) -> step.run(from, to, out, b.data(), first, second));
    }

    /** That of module 08, a loop on the same four arrays. */
    @Benchmark
    public AdamW adamOfModule08(Bytes work) {
        work.bytes += 28.0 * size;
        adam.step();
        return adam;
    }

    private float[] fused(int n, Kernels.Range body) {
        Kernels.active().parallel(n, body);
        return out;
    }
}
