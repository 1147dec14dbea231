package tinytorch.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tinytorch.contest.Standings.Measured;
import tinytorch.milestones.program.Outcome;

/** What has to hold for the milestone: of what the server measured, and of what was measured here. A broken module 15, 16 or 17 shows in one of them. */
final class Checks {
    static final String TRAINED = "trained";
    static final String BYTES = "int8";
    static final String SMALL = "pruned";

    private static final double BYTES_SIZE = 0.3;
    private static final double BYTES_LOSS = 0.01;
    private static final double SMALL_SIZE = 0.6;
    private static final double SMALL_LOSS = 0.05;
    private static final double BITS = 0.02;
    private static final double BATCH_ERROR = 1e-3;

    private final List<Check> all = new ArrayList<>();

    /**
     * One of them.
     *
     * @param measured the numbers that decided
     */
    record Check(String rule, boolean holds, String measured) {
        @Override
        public String toString() {
            return (holds ? "  yes  " : "  NO   ") + String.join(System.lineSeparator() + " ".repeat(7), Outcome.lines(rule + "  (" + measured + ")", 73));
        }
    }

    private Checks() {
    }

    static List<Check> of(Standings standings, long cnnParameters, long gptParameters, double batchError) {
        Checks checks = new Checks();
        checks.images(standings.measured("cnn-" + TRAINED), standings.measured("cnn-" + BYTES), standings.measured("cnn-" + SMALL), cnnParameters);
        checks.text(standings.measured("gpt-" + TRAINED), standings.measured("gpt-" + BYTES), gptParameters);
        checks.add("readers in a batch get what each would get alone", batchError <= BATCH_ERROR, "logits differ by %.1e at most, allowed %.0e", batchError, BATCH_ERROR);
        return checks.all;
    }

    private void images(Optional<Measured> trained, Optional<Measured> bytes, Optional<Measured> small, long parameters) {
        boolean there = trained.isPresent() && bytes.isPresent() && small.isPresent();
        add("the CNN keeps the rules: as trained, in bytes, without half of its units", there, "%d of 3 scored", count(trained, bytes, small));
        if (there) {
            add("in bytes it is small and as good", size(bytes.get(), parameters) <= BYTES_SIZE && bytes.get().accuracy() >= trained.get().accuracy() - BYTES_LOSS,
                    "%.2f of the floats, %.1f %% of %.1f %%", size(bytes.get(), parameters), 100 * bytes.get().accuracy(), 100 * trained.get().accuracy());
            double part = (double) small.get().bytes() / bytes.get().bytes();
            add("without half of its units it is smaller still, and nearly as good", part <= SMALL_SIZE && small.get().accuracy() >= trained.get().accuracy() - SMALL_LOSS,
                    "%.2f of that, %.1f %%", part, 100 * small.get().accuracy());
        }
    }

    private void text(Optional<Measured> trained, Optional<Measured> bytes, long parameters) {
        boolean there = trained.isPresent() && bytes.isPresent();
        add("the GPT keeps the rules: as trained, in bytes", there, "%d of 2 scored", count(trained, bytes));
        if (there) {
            add("in bytes it is small and as good", size(bytes.get(), parameters) <= BYTES_SIZE && bytes.get().bits() <= trained.get().bits() + BITS,
                    "%.2f of the floats, %.2f bits a character of %.2f", size(bytes.get(), parameters), bytes.get().bits(), trained.get().bits());
        }
    }

    private void add(String rule, boolean holds, String measured, Object... numbers) {
        all.add(new Check(rule, holds, String.format(Locale.ROOT, measured, numbers)));
    }

    private static double size(Measured measured, long parameters) {
        return measured.bytes() / (4.0 * parameters);
    }

    private static int count(Optional<?>... some) {
        int count = 0;
        for (Optional<?> one : some) {
            count += one.isPresent() ? 1 : 0;
        }
        return count;
    }
}
