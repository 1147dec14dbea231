package tinytorch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.autograd.Autograd;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.Linear;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.CausalSelfAttention;
import tinytorch.text.embedding.Embedding;
import tinytorch.text.transformer.LayerNorm;

/**
 * Layers by themselves, in the sizes of the course's CNN and GPT: forward alone, without a graph, and a training's forward and backward, whose backward
 * costs about twice the forward.
 */
public class Layers extends Bench {
    private static final int BATCH = 12;
    private static final int TOKENS = 64;
    private static final int WIDTH = 128;
    private static final int ROWS = BATCH * TOKENS;

    Conv2d convolution;
    Tensor images;
    Tensor scores;
    LayerNorm norm;
    CausalSelfAttention attention;
    Tensor sequences;
    Embedding table;
    Tensor ids;

    /** Makes the layers, and what goes in. */
    @Setup
    public void make() {
        convolution = new Conv2d(32, 64, Window.of(3).padding(1), random);
        images = randn(64, 32, 16, 16).requiresGrad(true);
        scores = randn(4 * ROWS, TOKENS);
        norm = new LayerNorm(WIDTH);
        attention = new CausalSelfAttention(new Linear(WIDTH, 3 * WIDTH, random), new Linear(WIDTH, WIDTH, random), 4);
        sequences = randn(BATCH, TOKENS, WIDTH).requiresGrad(true);
        table = new Embedding(50_257, WIDTH, random);
        ids = ids(table.count(), BATCH, TOKENS);
    }

    /** 3 x 3, from 32 to 64 channels, 64 images of 16 x 16. */
    @Benchmark
    public float convolutionForward(Images work) {
        work.images += images.dim(0);
        return recycled(() -> convolution.forward(images));
    }

    /** The same with the gradients of images, weights and bias. */
    @Benchmark
    public Tensor convolutionTraining(Images work) {
        work.images += images.dim(0);
        return training(convolution, images);
    }

    /** 3,072 rows of 64: reads one array and writes one. */
    @Benchmark
    public float softmax(Bytes work) {
        work.bytes += 8.0 * scores.size();
        return recycled(() -> Tensor.apply(new Softmax(-1), scores));
    }

    /** 768 rows of 128. */
    @Benchmark
    public float layerNormForward(Tokens work) {
        work.tokens += ROWS;
        return recycled(() -> norm.forward(sequences));
    }

    /** The same with all gradients. */
    @Benchmark
    public Tensor layerNormTraining(Tokens work) {
        work.tokens += ROWS;
        return training(norm, sequences);
    }

    /** 12 sequences of 64 tokens, width 128, 4 heads. */
    @Benchmark
    public float attentionForward(Tokens work) {
        work.tokens += ROWS;
        return recycled(() -> attention.forward(sequences));
    }

    /** The same with all gradients. */
    @Benchmark
    public Tensor attentionTraining(Tokens work) {
        work.tokens += ROWS;
        return training(attention, sequences);
    }

    /** 768 rows of 128 from GPT-2's 50,257. */
    @Benchmark
    public float embeddingForward(Tokens work) {
        work.tokens += ROWS;
        return recycled(() -> table.forward(ids));
    }

    private Tensor training(Layer layer, Tensor input) {
        return pool.use(() -> {
            layer.parameters().values().forEach(Tensor::zeroGrad);
            input.zeroGrad();
            Tensor output = layer.forward(input);
            Autograd.backward(output, output);
            return input.grad();
        });
    }
}
