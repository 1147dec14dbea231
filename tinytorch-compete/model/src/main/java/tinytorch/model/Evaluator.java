package tinytorch.model;

import java.util.ArrayList;
import java.util.List;

import tinytorch.tensor.Tensor;

/** Evaluates a submission on a hidden set, in this process. The competition does it in one of its own: {@link Evaluation}. */
final class Evaluator {
    /** Numbers of the results of a batch, and its largest size. */
    private static final long BATCH_ROOM = 4_000_000;
    private static final int LARGEST_BATCH = 64;
    private static final double MILLION = 1e6;
    private static final double LN2 = Math.log(2);

    private final Submission submission;
    private final HiddenSet hidden;
    private final TaskRules rules;
    private final int batch;

    Evaluator(Submission submission, HiddenSet hidden, TaskRules rules) throws Rejected {
        if (submission.task() != rules.task() || hidden.task() != rules.task()) {
            throw new Rejected(Reason.WRONG_TASK, "The model is for " + submission.task().id() + ", here " + rules.task().id() + " is competed in.");
        }
        if (submission.bytes() > rules.mostBytes()) {
            throw new Rejected(Reason.TOO_LARGE, "The model has " + submission.bytes() + " bytes, the most is " + rules.mostBytes() + ". Quantise or prune it.");
        }
        this.submission = submission;
        this.hidden = hidden;
        this.rules = rules;
        this.batch = Math.clamp(BATCH_ROOM / submission.program().room(), 1, LARGEST_BATCH);
    }

    /** Accuracy first: a model that does not do its task need not be timed. */
    Score run(Protocol protocol) throws Rejected {
        long start = System.nanoTime();
        Tally shown = new Tally();
        Tally secret = new Tally();
        List<Tensor> examples = hidden.task().text() ? text(shown, secret) : images(shown, secret);
        Score.Part publicPart = shown.part();
        Score.Part privatePart = secret.part();
        // By the public part alone: a refusal must tell nothing of the private one.
        if (!(publicPart.accuracy() >= rules.leastAccuracy())) {
            throw new Rejected(Reason.BELOW_MINIMUM, hidden.task().text() ? "The model needs more than the %.2f bits a character that are allowed.".formatted(-Math.log(rules.leastAccuracy()) / LN2)
                    : "The model is right less often than the %.0f %% that are demanded.".formatted(100 * rules.leastAccuracy()));
        }
        Score.Latency latency = new Stopwatch(protocol, rules.mostP95()).measure(i -> answer(examples.get(i % examples.size())));
        return new Score(publicPart, privatePart, latency, submission.bytes(), PeakMemory.now(), (System.nanoTime() - start) * 1e-9);
    }

    /** Right answers, or the probability that the right ones were given. */
    private static final class Tally {
        private long count;
        private long right;
        private double bits;
        private boolean text;

        Score.Part part() {
            if (!text) {
                return new Score.Part(count, count == 0 ? Double.NaN : (double) right / count, Double.NaN);
            }
            // Vectors may be summed in another order once the code is compiled: what is behind six digits is not the same in two runs.
            double mean = Math.rint(bits / count * MILLION) / MILLION;
            return new Score.Part(count, TaskRules.accuracy(mean), mean);
        }
    }

    /** Examples to time are some of those that were judged. */
    private List<Tensor> images(Tally shown, Tally secret) throws Rejected {
        List<Tensor> examples = new ArrayList<>();
        for (int from = 0; from < hidden.size(); from += batch) {
            int to = Math.min(hidden.size(), from + batch);
            Tensor images = hidden.images(from, to);
            float[] logits = answer(images);
            for (int i = from; i < to; i++) {
                Tally tally = hidden.isPublic(i) ? shown : secret;
                tally.count++;
                tally.right += largest(logits, (i - from) * Task.CLASSES, Task.CLASSES) == hidden.label(i) ? 1 : 0;
            }
            examples.add(images.narrow(0, 0, 1).copy());
        }
        return examples;
    }

    /**
     * Every character from the 129th on is predicted once, by the model's own windows: each begins half a window after the one before, and of each the second half counts, so that every prediction has at
     * least half a window to look at. Which characters count does not depend on the model.
     */
    private List<Tensor> text(Tally shown, Tally secret) throws Rejected {
        Alphabet alphabet = new Alphabet(submission.graph().text().alphabet());
        int[] ids = alphabet.encode(hidden.text());
        int context = submission.graph().text().context();
        int stride = Math.max(1, context / 2);
        shown.text = true;
        secret.text = true;
        List<int[]> windows = new ArrayList<>();
        int next = Task.LONGEST_CONTEXT / 2 + 1;
        while (next < ids.length) {
            // A window from s on predicts the characters s + 1 to s + context; the last windows ends with the text.
            int end = Math.min(next + stride - 1, ids.length - 1);
            windows.add(new int[] {end - context, next, end});
            next = end + 1;
        }
        List<Tensor> examples = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += batch) {
            List<int[]> some = windows.subList(from, Math.min(windows.size(), from + batch));
            float[] numbers = new float[some.size() * context];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = ids[some.get(i / context)[0] + i % context];
            }
            Tensor input = Tensor.wrap(numbers, some.size(), context);
            float[] logits = answer(input);
            for (int w = 0; w < some.size(); w++) {
                int[] window = some.get(w);
                for (int p = window[1]; p <= window[2]; p++) {
                    Tally tally = hidden.isPublic(p) ? shown : secret;
                    int at = (w * context + p - 1 - window[0]) * alphabet.size();
                    tally.count++;
                    tally.bits += bits(logits, at, alphabet.size(), ids[p]);
                }
            }
            examples.add(input.narrow(0, 0, 1).copy());
        }
        return examples;
    }

    /** {@code -log2 softmax(logits)[right]}, in {@code double}. */
    static double bits(float[] logits, int at, int count, int right) {
        double largest = logits[at + largest(logits, at, count)];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp(logits[at + i] - largest);
        }
        return (Math.log(sum) + largest - logits[at + right]) / LN2;
    }

    /** The place of the largest, of equal ones the first. */
    private static int largest(float[] numbers, int at, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (numbers[at + i] > numbers[at + best]) {
                best = i;
            }
        }
        return best;
    }

    /** What the model says, if it is numbers. */
    private float[] answer(Tensor batch) throws Rejected {
        try {
            float[] output = submission.run(batch).toArray();
            for (float number : output) {
                if (!Float.isFinite(number)) {
                    throw notFinite();
                }
            }
            return output;
        } catch (ArithmeticException e) {
            throw notFinite();
        }
    }

    private static Rejected notFinite() {
        return new Rejected(Reason.NOT_FINITE_OUTPUT, "The model comes to NaN or infinity for some example. Look for weights that grew beyond all bounds.");
    }
}
