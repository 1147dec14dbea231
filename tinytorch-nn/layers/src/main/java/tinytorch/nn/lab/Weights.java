package tinytorch.nn.lab;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/** Parameters with the shapes of a known network. The lab weighs them and computes nothing with them. */
final class Weights extends Layer {

    /** Adds a weight (out, in) and a bias (out,): what a linear layer has. */
    Weights linear(String name, int in, int out) {
        child(name, new Weights().with("weight", out, in).with("bias", out));
        return this;
    }

    Weights with(String name, int... dims) {
        parameter(name, Tensor.zeros(dims));
        return this;
    }

    Weights inside(String name, Weights weights) {
        child(name, weights);
        return this;
    }

    @Override
    public Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("Weights.forward: these are only weighed.");
    }

    /** 784 to 128 to 10, as for handwritten digits. */
    static Weights digits() {
        return new Weights().linear("0", 784, 128).linear("2", 128, 10);
    }

    /** LeNet-5 as it is taught today: two convolutions, three linear layers. (LeCun and others, 1998.) */
    static Weights leNet() {
        return new Weights().inside("0", new Weights().with("weight", 6, 1, 5, 5).with("bias", 6))
                .inside("3", new Weights().with("weight", 16, 6, 5, 5).with("bias", 16))
                .linear("7", 400, 120).linear("9", 120, 84).linear("11", 84, 10);
    }

    /** Three wide linear layers, as before convolutions. */
    static Weights wide() {
        return new Weights().linear("0", 784, 1024).linear("2", 1024, 1024).linear("4", 1024, 10);
    }

    /** A GPT of some blocks: attention of 4 d^2 and feed-forward of 8 d^2 weights each, a table of d numbers for each token. */
    static Weights gpt(int blocks, int d, int vocabulary, int context) {
        Weights gpt = new Weights().with("tokens", vocabulary, d).with("positions", context, d);
        for (int i = 0; i < blocks; i++) {
            gpt.inside("block" + i, new Weights().linear("query", d, d).linear("key", d, d).linear("value", d, d).linear("output", d, d)
                    .linear("up", d, 4 * d).linear("down", 4 * d, d).with("norm1", 2, d).with("norm2", 2, d));
        }
        return gpt;
    }
}
