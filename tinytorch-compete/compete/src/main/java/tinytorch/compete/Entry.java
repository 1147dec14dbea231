package tinytorch.compete;

import java.io.IOException;

import tinytorch.nn.Layer;
import tinytorch.nn.spatial.Normalize;

/**
 * A model of your own for the leaderboard. Write a class that implements this, with a constructor without parameters, anywhere in this module, and hand it in by its name:
 *
 * <pre>{@code
 * public final class Mine implements Entry {
 *     public String task() { return "cifar10"; }
 *     public Layer network() throws IOException {
 *         SmallVgg network = new SmallVgg(3, 32, new int[] {24, 48, 96}, 10, new SplittableRandom(1));
 *         network.loadStateDict(SafeTensors.load(Path.of("my-run/weights.safetensors")).tensors());
 *         return network;
 *     }
 *     public Normalize normalize() { return Normalize.CIFAR10; }
 * }
 *
 * tito submit --entry tinytorch.compete.Mine --as int8
 * }</pre>
 *
 * <p>A network that lost units ({@code Structured.prune}) or weights ({@code Masks}) is given as it is; whole numbers are made of it when it is packed.
 */
public interface Entry {

    /** {@code mnist}, {@code cifar10} or {@code tinygpt}. */
    String task();

    /** The trained network: of linear layers, convolutions, normalisations, pooling, activations and residual blocks; or a {@code Gpt}. */
    Layer network() throws IOException;

    /** What is done to its images, whose pixels are from 0 to 1; {@code null} for nothing. */
    default Normalize normalize() {
        return null;
    }

    /** The characters of a text model's tokens, in their order: {@code CharTokenizer.characters}. */
    default String characters() {
        return null;
    }
}
