package tinytorch.milestones.gpt;

import java.util.Map;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.GptConfig;

/**
 * What a GPT computes from its weights, written down a second time: in {@code double}, with plain loops, one token after the other, without the library's layers.
 * It is slow and meant for some tokens. With a {@link Slip} it makes one of the mistakes that are made often, so that a network that makes the same can be told so.
 */
final class Reference {
    private static final double EPS = 1e-5;
    private static final int ERF_TERMS = 200;

    /** A mistake; {@link #toString} says what is wrong, as the end of a sentence. */
    enum Slip {
        NONE("nothing"),
        NO_SCALE("the scores of the attention are not divided by the root of the heads' width"),
        HEADS_INTERLEAVED("the heads are merged in the wrong order"),
        LOOKS_AHEAD("the mask is off by one, so that every token sees the next one"),
        NO_POSITIONS("the positions are missing"),
        NO_WAY_AROUND_ATTENTION("the residual around the attention is missing"),
        NO_WAY_AROUND_MLP("the residual around the feed-forward layers is missing");

        private final String what;

        Slip(String what) {
            this.what = what;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private final GptConfig config;
    private final Map<String, Tensor> state;
    private final Slip slip;

    Reference(GptConfig config, Map<String, Tensor> state, Slip slip) {
        this.config = config;
        this.state = state;
        this.slip = slip;
    }

    /** The logits after each token. */
    double[][] logits(int... ids) {
        double[][] x = new double[ids.length][];
        float[] tokens = numbers("transformer.wte.weight");
        float[] positions = numbers("transformer.wpe.weight");
        int width = config.width();
        for (int t = 0; t < ids.length; t++) {
            x[t] = new double[width];
            for (int j = 0; j < width; j++) {
                x[t][j] = tokens[ids[t] * width + j] + (slip == Slip.NO_POSITIONS ? 0 : positions[t * width + j]);
            }
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = "transformer.h." + layer + ".";
            x = sum(x, attention(block + "attn.", norm(block + "ln_1", x)), slip == Slip.NO_WAY_AROUND_ATTENTION);
            x = sum(x, mlp(block + "mlp.", norm(block + "ln_2", x)), slip == Slip.NO_WAY_AROUND_MLP);
        }
        return linear("lm_head", norm("transformer.ln_f", x));
    }

    private double[][] attention(String layer, double[][] x) {
        double[][] mixed = linear(layer + "c_attn", x);
        int heads = config.heads();
        int width = config.width();
        int d = width / heads;
        double scale = slip == Slip.NO_SCALE ? 1 : 1 / Math.sqrt(d);
        double[][] found = new double[x.length][width];
        for (int head = 0; head < heads; head++) {
            for (int t = 0; t < x.length; t++) {
                int seen = slip == Slip.LOOKS_AHEAD ? Math.min(t + 2, x.length) : t + 1;
                double[] weights = new double[seen];
                double max = Double.NEGATIVE_INFINITY;
                for (int s = 0; s < seen; s++) {
                    for (int j = head * d; j < (head + 1) * d; j++) {
                        weights[s] += scale * mixed[t][j] * mixed[s][width + j];
                    }
                    max = Math.max(max, weights[s]);
                }
                double all = 0;
                for (int s = 0; s < seen; s++) {
                    weights[s] = Math.exp(weights[s] - max);
                    all += weights[s];
                }
                for (int j = 0; j < d; j++) {
                    int to = slip == Slip.HEADS_INTERLEAVED ? j * heads + head : head * d + j;
                    for (int s = 0; s < seen; s++) {
                        found[t][to] += weights[s] / all * mixed[s][2 * width + head * d + j];
                    }
                }
            }
        }
        return linear(layer + "c_proj", found);
    }

    private double[][] mlp(String layer, double[][] x) {
        double[][] wide = linear(layer + "c_fc", x);
        for (double[] row : wide) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= (1 + erf(row[j] * Math.sqrt(0.5))) / 2;
            }
        }
        return linear(layer + "c_proj", wide);
    }

    private double[][] norm(String layer, double[][] x) {
        float[] weight = numbers(layer + ".weight");
        float[] bias = numbers(layer + ".bias");
        double[][] out = new double[x.length][weight.length];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            for (double value : x[t]) {
                mean += value / x[t].length;
            }
            double variance = 0;
            for (double value : x[t]) {
                variance += (value - mean) * (value - mean) / x[t].length;
            }
            for (int j = 0; j < weight.length; j++) {
                out[t][j] = weight[j] * (x[t][j] - mean) / Math.sqrt(variance + EPS) + (bias.length == 0 ? 0 : bias[j]);
            }
        }
        return out;
    }

    private double[][] linear(String layer, double[][] x) {
        float[] weight = numbers(layer + ".weight");
        float[] bias = numbers(layer + ".bias");
        int in = x[0].length;
        double[][] out = new double[x.length][weight.length / in];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < out[t].length; j++) {
                out[t][j] = bias.length == 0 ? 0 : bias[j];
                for (int i = 0; i < in; i++) {
                    out[t][j] += x[t][i] * weight[j * in + i];
                }
            }
        }
        return out;
    }

    private static double[][] sum(double[][] x, double[][] more, boolean forgotten) {
        for (int t = 0; t < x.length && !forgotten; t++) {
            for (int j = 0; j < x[t].length; j++) {
                more[t][j] += x[t][j];
            }
        }
        return more;
    }

    /** Numbers of the state; none if a layer has no bias. */
    private float[] numbers(String name) {
        return state.containsKey(name) ? state.get(name).toArray() : new float[0];
    }

    /** {@code 2 / sqrt(pi) * exp(-x^2) * (x + 2 x^3 / 3 + 4 x^5 / (3 * 5) + ...)}: all terms have the sign of x, so nothing cancels. */
    static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < ERF_TERMS; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
