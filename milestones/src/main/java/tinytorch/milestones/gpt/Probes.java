package tinytorch.milestones.gpt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tinytorch.autograd.Autograd;
import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.LayerNorm;

/**
 * Questions to a trained network whose answers its loss does not tell: one that looks ahead has an even smaller loss, one with a wrong attention learns all the same.
 *
 * @param network the network
 * @param config  its size
 * @param state   its weights
 * @param text    tokens to ask with, more than the context
 */
record Probes(Predictor network, GptConfig config, Map<String, Tensor> state, int[] text) {
    /** Two ways to the same float numbers differ by rounding alone, as a part of the largest logit. */
    private static final double SAME = 1e-5;
    /** The reference rounds less. */
    private static final double AS_REFERENCE = 1e-4;
    /** What depends on something differs at least by so much when that is changed. */
    private static final double DIFFERENT = 1e-4;
    private static final int REFERENCE_TOKENS = 12;

    /**
     * An answer. Differences are parts of the largest logit.
     *
     * @param probe  what should hold
     * @param passed whether it does
     * @param seen   what was measured
     */
    record Answer(String probe, boolean passed, String seen) {
        @Override
        public String toString() {
            return probe + ": " + seen;
        }
    }

    List<Answer> run() {
        List<Answer> answers = new ArrayList<>();
        answers.add(nothingAhead());
        answers.add(thePast());
        answers.add(positions());
        answers.add(cache());
        answers.add(normOfConstants(LayerNorm::new));
        answers.add(reference());
        answers.add(Memorising.of(text, config.vocabulary(), Memorising.STEPS, GptRecipe::optimizer));
        return answers;
    }

    /** Tokens after k are changed; the logits up to k must stay what they were. */
    Answer nothingAhead() {
        int[][] windows = {window(0), window(1)};
        Tensor whole = network.logits(ids(windows));
        double worst = 0;
        int where = 0;
        for (int k : places()) {
            int[][] changed = {windows[0].clone(), windows[1].clone()};
            for (int[] window : changed) {
                for (int t = k + 1; t < window.length; t++) {
                    window[t] = (window[t] + 1 + t) % config.vocabulary();
                }
            }
            Tensor other = network.logits(ids(changed));
            double difference = difference(whole.narrow(1, 0, k + 1).toArray(), other.narrow(1, 0, k + 1).toArray());
            if (!(difference <= worst)) {
                worst = difference;
                where = k;
            }
        }
        return new Answer("no token looks ahead", worst <= SAME, worst == 0 ? "no logit changes with what comes later"
                : String.format(Locale.ROOT, "what comes after token %d changes logits up to it by %.1e", where, worst));
    }

    /** The tokens before the last one in another order must change what follows it. */
    Answer thePast() {
        int[] window = window(2);
        int[] permuted = window.clone();
        for (int t = 0; t < window.length - 1; t++) {
            permuted[t] = window[window.length - 2 - t];
        }
        Tensor both = network.logits(ids(window, permuted));
        double difference = difference(last(both, 0), last(both, 1));
        return new Answer("the order of the past matters", difference >= DIFFERENT,
                String.format(Locale.ROOT, "turned round, logits change by %.1e", difference));
    }

    /** One token again and again: without positions every place would have the same logits. */
    Answer positions() {
        int[] same = new int[config.context()];
        Arrays.fill(same, text[0]);
        Tensor logits = network.logits(ids(same));
        double least = Double.POSITIVE_INFINITY;
        for (int t = 1; t < same.length; t++) {
            least = Math.min(least, difference(row(logits, 0, t - 1), row(logits, 0, t)));
        }
        return new Answer("a repeated token is told by its position", least >= SAME, String.format(Locale.ROOT, "neighbours differ by %.1e", least));
    }

    /** With the cache: a piece first, then token by token, for one text and for three. */
    Answer cache() {
        double worst = 0;
        double change = 0;
        for (int batch : new int[] {1, 3}) {
            int[][] windows = new int[batch][];
            Arrays.setAll(windows, this::window);
            Tensor ids = ids(windows);
            Tensor whole = network.logits(ids);
            Predictor.Memory memory = network.memory(batch);
            int begun = Math.max(1, config.context() / 4);
            Tensor part = memory.next(ids.narrow(1, 0, begun).copy());
            worst = larger(worst, difference(whole.narrow(1, 0, begun).toArray(), part.toArray()));
            float[] before = {};
            for (int t = begun; t < config.context(); t++) {
                float[] now = memory.next(ids.narrow(1, t, 1).copy()).toArray();
                worst = larger(worst, difference(whole.narrow(1, t, 1).toArray(), now));
                change = before.length == 0 ? change : Math.max(change, difference(before, now));
                before = now;
            }
        }
        return new Answer("the cache changes nothing", worst <= SAME && (change >= DIFFERENT || config.context() < 3),
                String.format(Locale.ROOT, "within %.1e (from token to token: %.1e)", worst, change));
    }

    /** A row of equal numbers has no variance: without an epsilon the division gives no number, and one such row spoils a training. */
    static Answer normOfConstants(java.util.function.IntFunction<Layer> norms) {
        boolean finite = true;
        for (float value : new float[] {0, 0.1f, -3, 1000}) {
            Tensor row = Tensor.full(value, 2, 16).requiresGrad(true);
            Tensor out = norms.apply(16).forward(row);
            Autograd.backward(out.sum());
            finite &= finite(out) && finite(row.grad());
        }
        return new Answer("the norm of a constant row is finite", finite, finite ? "with its gradient" : "it gives numbers that are none");
    }

    /** The same logits as the formula gives, in double. If not, which mistake explains them? */
    Answer reference() {
        int[] tokens = Arrays.copyOf(window(3), Math.min(REFERENCE_TOKENS, config.context()));
        float[] given = network.logits(ids(tokens)).toArray();
        double off = difference(reference(tokens, Reference.Slip.NONE), given);
        if (off <= AS_REFERENCE) {
            return new Answer("the logits are those of the formula", true, String.format(Locale.ROOT, "within %.1e", off));
        }
        String why = Stream.of(Reference.Slip.values()).filter(slip -> difference(reference(tokens, slip), given) <= AS_REFERENCE).findFirst()
                .map(slip -> ", exactly as if " + slip).orElse("");
        return new Answer("the logits are those of the formula", false, String.format(Locale.ROOT, "off by %.1e%s", off, why));
    }

    private float[] reference(int[] tokens, Reference.Slip slip) {
        double[][] rows = new Reference(config, state, slip).logits(tokens);
        float[] all = new float[rows.length * config.vocabulary()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) rows[i / config.vocabulary()][i % config.vocabulary()];
        }
        return all;
    }

    /** A window of the text; each number has its own place. */
    private int[] window(int number) {
        RandomGenerator random = SplitMix.of(7, number);
        int from = random.nextInt(Math.max(1, text.length - config.context()));
        int[] window = new int[config.context()];
        for (int t = 0; t < window.length; t++) {
            window[t] = text[(from + t) % text.length];
        }
        return window;
    }

    private int[] places() {
        int most = config.context() - 2;
        return new int[] {0, most / 3, 2 * most / 3, most};
    }

    private static Tensor ids(int[]... windows) {
        float[] all = new float[windows.length * windows[0].length];
        for (int i = 0; i < all.length; i++) {
            all[i] = windows[i / windows[0].length][i % windows[0].length];
        }
        return Tensor.of(all, windows.length, windows[0].length);
    }

    private static float[] last(Tensor logits, int text) {
        return row(logits, text, logits.dim(1) - 1);
    }

    private static float[] row(Tensor logits, int text, int t) {
        return logits.narrow(0, text, 1).narrow(1, t, 1).toArray();
    }

    private static double larger(double a, double b) {
        return b <= a ? a : b;
    }

    private static boolean finite(Tensor tensor) {
        for (float value : tensor.toArray()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** The largest difference, as a part of the largest number of the first; NaN if there is one. */
    private static double difference(float[] expected, float[] actual) {
        if (expected.length != actual.length) {
            return Double.NaN;
        }
        double largest = Float.MIN_NORMAL;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        return difference / largest;
    }
}
