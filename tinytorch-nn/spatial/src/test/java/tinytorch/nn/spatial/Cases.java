package tinytorch.nn.spatial;

import java.util.List;

import tinytorch.testkit.Golden;

/** PyTorch's results, and the windows they are for. */
final class Cases {
    private Cases() {
    }

    static List<Golden.Case> of(String op) {
        return Golden.load(Cases.class, "golden.json", op);
    }

    /** The window of a case down (axis 0) or across (axis 1). */
    static Window window(Golden.Case c, int axis) {
        return new Window(number(c, "kernel", axis, 1), number(c, "stride", axis, 1), number(c, "padding", axis, 0), number(c, "dilation", axis, 1));
    }

    private static int number(Golden.Case c, String name, int axis, int otherwise) {
        return c.args().has(name) ? c.args().get(name).get(axis).asInt() : otherwise;
    }
}
