package tinytorch.nn.network.lab;

import java.util.Locale;

/** Numbers of very different sizes in one column. */
final class Digits {
    private Digits() {
    }

    /** Three digits, with a power of ten where the number is very small or very large. */
    static String three(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size == 0 ? "%.0f" : size < 1e-3 || size >= 1e4 ? "%.2e" : size < 1 ? "%.3f" : size < 100 ? "%.2f" : "%.0f", value);
    }
}
