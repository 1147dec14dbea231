package tinytorch.compress.lowrank;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * A linear layer as two thin ones: {@code W = U S V^T} cut off after a few singular values, so that (out, in) numbers become (rank, in) and (out, rank). (Denton, Zaremba, Bruna, LeCun and Fergus,
 * "Exploiting Linear Structure Within Convolutional Networks for Efficient Evaluation", 2014; the adapters of LoRA, 2021, are the same two matrices, learned.)
 */
public final class LowRank {
    private LowRank() {
    }

    /**
     * Two layers in the place of one: first in to rank, without a bias, then rank to out, with the bias of the old layer. With {@code root_i = sqrt(values[i])}:
     *
     * <pre>
     * first weight   (rank, in)    first[i, :]  = root_i * right[i]
     * second weight  (out, rank)   second[:, i] = root_i * left[i]
     * </pre>
     *
     * so that both are about equally large, which is good for training them further. Their product is the best matrix of this rank.
     *
     * @param rank from 1 to min(in, out)
     */
    public static Sequential factor(Linear linear, int rank) {
        if (rank < 1 || rank > Math.min(linear.in(), linear.out())) {
            throw new IllegalArgumentException("LowRank.factor: the rank of " + linear + " is from 1 to " + Math.min(linear.in(), linear.out()) + ", got " + rank + ".");
        }
        return factor(linear, Svd.of(linear.parameters().get("weight").detach()), rank);
    }

    /** As {@link #factor(Linear, int)} with the decomposition of its weight, which serves any rank. */
    public static Sequential factor(Linear linear, Svd svd, int rank) {
        Tensor bias = linear.parameters().get("bias");
        Tensor ownBias = bias == null ? null : Tracking.off(bias::copy);
        int in = linear.in();
        int out = linear.out();
        // tito:begin compress.low-rank
        float[] first = new float[rank * in];
        float[] second = new float[out * rank];
        for (int i = 0; i < rank; i++) {
            double root = Math.sqrt(svd.values()[i]);
            for (int j = 0; j < in; j++) {
                first[i * in + j] = (float) (root * svd.right()[i][j]);
            }
            for (int j = 0; j < out; j++) {
                second[j * rank + i] = (float) (root * svd.left()[i][j]);
            }
        }
        return new Sequential(new Linear(Tensor.wrap(first, rank, in), null), new Linear(Tensor.wrap(second, out, rank), ownBias));
        // tito:end
    }

    /**
     * Whether two thin layers have fewer weights than the one: {@code rank * (in + out) < in * out}.
     *
     * <p>Worked example: 784 to 128 has 100,352; two layers have fewer up to rank 110.
     */
    public static boolean saves(Linear linear, int rank) {
        // tito:begin compress.low-rank
        return (long) rank * (linear.in() + linear.out()) < (long) linear.in() * linear.out();
        // tito:end
    }

    /**
     * A network in which every linear layer that gets smaller by it is replaced by two, of the least rank with at most this {@link Svd#error}. Its other layers are used by both networks.
     *
     * @param error part of the weight's size that may be lost, such as 0.3; train it further afterwards
     */
    public static Sequential factor(Sequential network, double error) {
        Layer[] layers = network.layers().toArray(Layer[]::new);
        for (int i = 0; i < layers.length; i++) {
            if (layers[i] instanceof Linear linear) {
                Svd svd = Svd.of(linear.parameters().get("weight").detach());
                int rank = svd.rank(error);
                layers[i] = saves(linear, rank) ? factor(linear, svd, rank) : linear;
            }
        }
        Sequential smaller = new Sequential(layers);
        if (!network.training()) {
            smaller.eval();
        }
        return smaller;
    }
}
