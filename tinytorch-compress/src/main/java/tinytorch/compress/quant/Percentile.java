package tinytorch.compress.quant;

import java.util.Arrays;

import tinytorch.tensor.Tensor;

/**
 * The range that leaves out a small part of the numbers at either end: these are cut off, and the steps of all others are finer. It keeps all numbers it has seen,
 * 4 bytes each; some batches are enough. ({@code numpy.percentile}; in PyTorch {@code HistogramObserver} has this aim.)
 */
public final class Percentile implements Observer {
    private final double percent;
    private float[] seen = new float[1 << 10];
    private int count;
    private boolean sorted;

    /**
     * Cuts off the numbers below the {@code 100 - percent}-th percentile and above the {@code percent}-th.
     *
     * @param percent above 50, to 100; 99.9 leaves out a thousandth at each end
     */
    public Percentile(double percent) {
        if (!(percent > 50 && percent <= 100)) {
            throw new IllegalArgumentException("Percentile: percent must be above 50 and at most 100, got " + percent + ". Try 99.9.");
        }
        this.percent = percent;
    }

    /** Keeps the numbers of this tensor beside all before. */
    @Override
    public void observe(Tensor x) {
        float[] values = x.toArray();
        if (count + values.length > seen.length) {
            seen = Arrays.copyOf(seen, Math.max(2 * seen.length, count + values.length));
        }
        System.arraycopy(values, 0, seen, count, values.length);
        count += values.length;
        sorted = false;
    }

    @Override
    public float min() {
        return at((100 - percent) / 100);
    }

    @Override
    public float max() {
        return at(percent / 100);
    }

    /**
     * The number below which this part of all numbers lies. With the n numbers sorted, it stands at place {@code part * (n - 1)}; between two places i and i + 1 it is
     * their mixture, {@code s[i] + f * (s[i + 1] - s[i])} with f the place's fraction. In {@code double}, rounded at the end. 0 if nothing was seen.
     *
     * <p>Worked example: of 40, 10, 20, 30 the part 0.9 is at place 2.7: 30 + 0.7 * 10 = 37; part 0 is 10, part 1 is 40.
     *
     * <p>{@link Arrays#sort(float[], int, int)} the first {@code count} numbers of {@code seen}, once ({@code sorted} remembers it).
     */
    float at(double part) {
        // tito:begin compress.calibrate
        if (count == 0) {
            return 0;
        }
        if (!sorted) {
            Arrays.sort(seen, 0, count);
            sorted = true;
        }
        double place = part * (count - 1);
        int i = (int) place;
        if (i + 1 >= count) {
            return seen[count - 1];
        }
        return (float) (seen[i] + (place - i) * ((double) seen[i + 1] - seen[i]));
        // tito:end
    }
}
