package tinytorch.workbench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tinytorch.workbench.Format;

/**
 * From numbers to pixels.
 *
 * @param low  the number at pixel {@code from}
 * @param high the number at pixel {@code to}, larger
 * @param log  whether equal distances are equal factors
 * @param unit of the numbers
 */
record Axis(double low, double high, boolean log, String unit, int from, int to) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int TICKS = 5;
    private static final int MOST_POWERS = 7;

    /** One that has room for all finite values, and for 0 if it is not logarithmic. */
    static Axis of(double[] values, boolean log, String unit, int from, int to) {
        double[] finite = Arrays.stream(values).filter(value -> Double.isFinite(value) && (!log || value > 0)).toArray();
        double low = Arrays.stream(finite).min().orElse(1);
        double high = Arrays.stream(finite).max().orElse(2);
        if (log) {
            double margin = Math.pow(high / low, 0.04) * 1.02;
            return new Axis(low / margin, high * margin, true, unit, from, to);
        }
        double margin = 0.05 * (Math.max(high, 0) - Math.min(low, 0));
        boolean empty = margin == 0;   // nothing but zeros
        return new Axis(low < 0 ? low - margin : 0, empty ? 1 : high > 0 ? high + margin : 0, false, unit, from, to);
    }

    /** Whether a number has a place: logarithms want it above 0. */
    boolean has(double value) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    int at(double value) {
        double part = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return (int) Math.round(from + part * (to - from));
    }

    /** Round numbers between the ends, about five; of memory powers of two, and multiples of them. */
    List<Double> ticks() {
        return log ? logarithmicTicks() : plainTicks();
    }

    private List<Double> plainTicks() {
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = memory() ? Math.pow(2, Math.ceil(Math.log(rough) / Math.log(2)))
                : power * Arrays.stream(STEPS).filter(one -> one * power >= 0.99 * rough).findFirst().orElse(10);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Powers of ten, or of two; where ends are near, with 2 and 5 times them. */
    private List<Double> logarithmicTicks() {
        double base = memory() ? 2 : 10;
        double powers = Math.log(high / low) / Math.log(base);
        double[] parts = memory() || powers > 3 ? new double[] {1} : new double[] {1, 2, 5};
        int every = (int) Math.ceil(powers / MOST_POWERS);
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log(low) / Math.log(base)); power <= Math.log(high) / Math.log(base); power++) {
            for (double part : parts) {
                double tick = part * Math.pow(base, power);
                if (tick >= low && tick <= high && Math.floorMod(power, every) == 0) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private boolean memory() {
        return unit.equals("B");
    }

    /** A number with its unit, as short as it can be said. */
    String label(double value) {
        return switch (unit) {
            case "s" -> value < 0 ? "-" + Format.seconds(-value) : Format.seconds(value);
            case "B" -> Format.bytes(value);
            case "" -> Math.abs(value) >= 1e4 ? Format.count(value) : Format.number(value);
            case "%", "x" -> Format.number(value) + unit;
            default -> Format.count(value) + (value < 1000 ? " " : "") + unit;
        };
    }
}
