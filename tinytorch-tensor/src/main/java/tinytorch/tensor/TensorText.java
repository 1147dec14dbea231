package tinytorch.tensor;

import java.util.Locale;

/** A tensor as text: {@code Tensor(2, 3) [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]}, rows below each other, long axes shortened. */
final class TensorText {
    /** An axis longer than twice this shows only so many elements at either end. */
    private static final int EDGE = 3;
    private static final int LONG = 1000;

    private final Tensor tensor;
    private final StringBuilder out = new StringBuilder();
    private final boolean shorten;
    private final String indent;
    private int width;

    private TensorText(Tensor tensor) {
        this.tensor = tensor;
        this.shorten = tensor.size() > LONG;
        String head = "Tensor" + tensor.shape() + " ";
        this.indent = " ".repeat(head.length());
        out.append(head);
    }

    static String of(Tensor tensor) {
        TensorText text = new TensorText(tensor);
        text.measure(0, tensor.offset());
        text.print(0, tensor.offset());
        return text.out.toString();
    }

    /** Finds the widest number that will be shown. */
    private void measure(int axis, int at) {
        if (axis == tensor.rank()) {
            width = Math.max(width, number(tensor.data()[at]).length());
            return;
        }
        for (int i = 0; i < tensor.dim(axis); i = next(i, tensor.dim(axis))) {
            measure(axis + 1, at + i * tensor.stride(axis));
        }
    }

    private void print(int axis, int at) {
        if (axis == tensor.rank()) {
            String number = number(tensor.data()[at]);
            out.append(" ".repeat(width - number.length())).append(number);
            return;
        }
        out.append('[');
        int n = tensor.dim(axis);
        for (int i = 0; i < n; i = next(i, n)) {
            if (i > 0) {
                separate(axis);
            }
            print(axis + 1, at + i * tensor.stride(axis));
            if (next(i, n) > i + 1 && next(i, n) < n) {
                separate(axis);
                out.append("...");
            }
        }
        out.append(']');
    }

    private void separate(int axis) {
        int below = tensor.rank() - 1 - axis;
        out.append(below == 0 ? ", " : "," + "\n".repeat(below) + indent + " ".repeat(axis + 1));
    }

    private int next(int i, int n) {
        return shorten && n > 2 * EDGE && i == EDGE - 1 ? n - EDGE : i + 1;
    }

    /** At most four decimals; an exponent where that would show nothing or too much. */
    private static String number(float value) {
        float size = Math.abs(value);
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return String.valueOf(value).toLowerCase(Locale.ROOT);
        }
        if (size != 0 && (size < 1e-4 || size >= 1e8)) {
            return String.format(Locale.ROOT, "%.4e", value);
        }
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("0{1,3}$", "");
    }
}
