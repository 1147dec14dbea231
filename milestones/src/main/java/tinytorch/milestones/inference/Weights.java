package tinytorch.milestones.inference;

import java.io.IOException;
import java.io.InputStream;
import tinytorch.nn.network.SafeTensors;

/** The weights that come with the course, as resources beside this class. Their metadata tells the command that trained them and what they reached. */
public final class Weights {
    static final String XOR = "xor.safetensors";
    public static final String MNIST = "mnist-mlp.safetensors";
    public static final String CIFAR10 = "cifar10-cnn.safetensors";

    private Weights() {
    }

    /**
     * Reads shipped weights.
     *
     * @throws IOException if they are missing from this build or damaged
     */
    public static SafeTensors shipped(String name) throws IOException {
        try (InputStream in = Weights.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The weights " + name + " are missing from this build.");
            }
            return SafeTensors.read(name, in.readAllBytes());
        }
    }
}
