package tinytorch.milestones.gpt;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * The loss on the whole validation text, counted here and not by the library: every token but the first is predicted once, from those before it in its window.
 *
 * @param sum    of -log(probability of the right token)
 * @param tokens that were predicted
 */
record ValidationLoss(double sum, long tokens) {
    private static final int BATCH = 32;

    /** Cuts the text into windows that don't overlap, the last one shorter, and shows them to the network in eval mode. */
    static ValidationLoss of(Layer network, int[] ids, int context) {
        network.eval();
        double sum = 0;
        int at = 0;
        while (at < ids.length - 1) {
            int length = Math.min(context, ids.length - 1 - at);
            int windows = length < context ? 1 : Math.min(BATCH, (ids.length - 1 - at) / context);
            float[] inputs = new float[windows * length];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = ids[at + i];
            }
            Tensor logits = Tracking.off(() -> network.forward(Tensor.of(inputs, windows, length)));
            if (logits.rank() != 3 || logits.dim(0) != windows || logits.dim(1) != length) {
                throw new IllegalStateException("the network gave " + logits.shape() + " for " + windows + " windows of " + length + " tokens");
            }
            int vocabulary = logits.dim(2);
            float[] values = logits.toArray();
            for (int i = 0; i < inputs.length; i++) {
                sum += surprise(values, i * vocabulary, vocabulary, ids[at + i + 1]);
            }
            at += windows * length;
        }
        return new ValidationLoss(sum, ids.length - 1);
    }

    /** -log of the probability of one token: NaN if a logit is. */
    private static double surprise(float[] logits, int from, int count, int token) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp(logits[from + i] - max);
        }
        return max + Math.log(sum) - logits[from + token];
    }

    double mean() {
        return sum / tokens;
    }
}
