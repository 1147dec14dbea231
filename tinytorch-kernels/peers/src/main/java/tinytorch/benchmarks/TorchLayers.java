package tinytorch.benchmarks;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.Softmax;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/** {@code torch.nn.Conv2d}, {@code functional.softmax}, {@code LayerNorm}, attention as nanoGPT's CPU code has it, and {@code Embedding}. */
public class TorchLayers extends Torch {
    private TorchWeights convolution;
    private PtNDArray images;
    private PtNDArray scores;
    private TorchWeights norm;
    private TorchWeights attention;
    private PtNDArray sequences;
    private PtNDArray mask;
    private TorchWeights table;
    private PtNDArray ids;

    /** Takes over the layers, and what goes in. */
    @Setup
    public void make() {
        Layers ours = new Layers();
        ours.make();
        convolution = new TorchWeights(this, ours.convolution.parameters());
        images = of(ours.images);
        scores = of(ours.scores);
        norm = new TorchWeights(this, ours.norm.parameters());
        attention = new TorchWeights(this, ours.attention.parameters());
        sequences = of(ours.sequences);
        mask = TorchGpt.causal(this, ours.sequences.dim(1));
        table = new TorchWeights(this, ours.table.parameters());
        ids = ids(ours.ids);
        if (Peers.checking()) {
            check(ours);
        }
    }

    private void check(Layers ours) {
        same("convolutionForward", Tracking.off(() -> ours.convolution.forward(ours.images)), convolve(images));
        same("softmax", Tensor.apply(new Softmax(-1), ours.scores), scores.softmax(-1));
        same("layerNormForward", Tracking.off(() -> ours.norm.forward(ours.sequences)), normalise(sequences));
        same("attentionForward", Tracking.off(() -> ours.attention.forward(ours.sequences)), attend(sequences));
        same("embeddingForward", Tracking.off(() -> ours.table.forward(ours.ids)), JniUtils.embedding(ids, table.get("weight"), false));
        ours.convolutionTraining(new Images());
        checkTraining("convolutionTraining", ours.convolution, ours.images, images, convolution, this::convolve);
        // The gradient of layer normalisation's input is 0 but for rounding when backward begins with its output: only the weights' can be compared.
        ours.layerNormTraining(new Tokens());
        checkTraining("layerNormTraining", ours.norm, null, sequences, norm, this::normalise);
        ours.attentionTraining(new Tokens());
        checkTraining("attentionTraining", ours.attention, ours.sequences, sequences, attention, this::attend);
    }

    private void checkTraining(String what, Layer ours, Tensor oursInput, PtNDArray input, TorchWeights weights, UnaryOperator<PtNDArray> layer) {
        try (NDManager step = arrays.newSubManager()) {
            PtNDArray gradient = train(step, input, weights, layer);
            if (oursInput != null) {
                same(what + " input", oursInput.grad(), gradient);
            }
            Iterator<PtNDArray> gradients = weights.gradients(step).iterator();
            ours.parameters().forEach((name, parameter) -> same(what + " " + name, parameter.grad(), gradients.next()));
            weights.done();
        }
    }

    /** {@code conv2d(images, weight, bias, padding=1)}, by oneDNN. */
    @Benchmark
    public void convolutionForward(Images work) {
        work.images += images.getShape().get(0);
        forward(images, this::convolve);
    }

    /** With the gradients of images, weights and bias. */
    @Benchmark
    public void convolutionTraining(Images work) {
        work.images += images.getShape().get(0);
        training(images, convolution, this::convolve);
    }

    /** {@code scores.softmax(-1)} */
    @Benchmark
    public void softmax(Bytes work) {
        work.bytes += 8.0 * scores.size();
        scores.softmax(-1).close();
    }

    /** {@code layer_norm(sequences, [128], weight, bias)} */
    @Benchmark
    public void layerNormForward(Tokens work) {
        work.tokens += ids.size();
        forward(sequences, this::normalise);
    }

    /** The same with all gradients. */
    @Benchmark
    public void layerNormTraining(Tokens work) {
        work.tokens += ids.size();
        training(sequences, norm, this::normalise);
    }

    /** Both linear layers and what is between. */
    @Benchmark
    public void attentionForward(Tokens work) {
        work.tokens += ids.size();
        forward(sequences, this::attend);
    }

    /** The same with all gradients. */
    @Benchmark
    public void attentionTraining(Tokens work) {
        work.tokens += ids.size();
        training(sequences, attention, this::attend);
    }

    /** {@code embedding(ids, weight)} */
    @Benchmark
    public void embeddingForward(Tokens work) {
        work.tokens += ids.size();
        JniUtils.embedding(ids, table.get("weight"), false).close();
    }

    private PtNDArray convolve(PtNDArray x) {
        return TorchOps.convolution(x, convolution.get("weight"), convolution.get("bias"));
    }

    private PtNDArray normalise(PtNDArray x) {
        return TorchOps.layerNorm(x, norm.get("weight"), norm.get("bias"));
    }

    private PtNDArray attend(PtNDArray x) {
        return TorchGpt.attention(x, attention, "", mask, null);
    }

    /** What the layer makes on the way belongs to the step, and is closed with it. */
    private void forward(PtNDArray input, UnaryOperator<PtNDArray> layer) {
        try (NDManager step = arrays.newSubManager()) {
            layer.apply(TorchOps.view(input, step));
        }
    }

    private void training(PtNDArray input, TorchWeights weights, UnaryOperator<PtNDArray> layer) {
        try (NDManager step = arrays.newSubManager()) {
            train(step, input, weights, layer);
            weights.done();
        }
    }

    /** Backward from the output itself, as the benchmark has it; the gradient of the input. */
    private PtNDArray train(NDManager step, PtNDArray input, TorchWeights weights, UnaryOperator<PtNDArray> layer) {
        JniUtils.setGradMode(true);
        try {
            weights.track(step);
            PtNDArray x = TorchWeights.leaf(input, step);
            PtNDArray y = layer.apply(x);
            JniUtils.backward(y, JniUtils.detachGradient(y), false, false);
            return TorchWeights.gradient(x, step);
        } finally {
            JniUtils.setGradMode(false);
        }
    }
}
