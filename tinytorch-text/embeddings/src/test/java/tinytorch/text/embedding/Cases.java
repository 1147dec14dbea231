package tinytorch.text.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.TestTensors;
import tinytorch.testkit.Golden;

/** PyTorch's results, and references in double precision that share no code with the library. */
final class Cases {
    private Cases() {
    }

    static List<Golden.Case> of(String op) {
        return Golden.load(Cases.class, "golden.json", op);
    }

    static int padding(Golden.Case c) {
        return c.args().get("padding").asInt();
    }

    /** {@link TestTensors#layouts}, and contiguous but inside of a larger array: what a batch cut out of a larger one is. */
    static List<Tensor> layouts(Tensor tensor) {
        List<Tensor> layouts = new ArrayList<>(TestTensors.layouts(tensor));
        float[] data = new float[tensor.size() + 3];
        Arrays.fill(data, Float.NaN);
        System.arraycopy(tensor.toArray(), 0, data, 2, tensor.size());
        layouts.add(Tensor.strided(data, tensor.shape(), tensor.shape().strides(), 2));
        return layouts;
    }

    static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        double[] all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }

    /** Each row of a table times the number of times it is looked up, one number after the other: a lookup by its definition. */
    static double[] lookup(double[] table, int dim, int... ids) {
        double[] out = new double[ids.length * dim];
        for (int i = 0; i < out.length; i++) {
            out[i] = table[ids[i / dim] * dim + i % dim];
        }
        return out;
    }

    /** Pairs of numbers turned by their positions; sequences of this length, one after the other. */
    static double[] rotated(double[] x, int dim, int length, int start) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i += 2) {
            double angle = (start + i / dim % length) / Math.pow(10_000, (double) (i % dim) / dim);
            out[i] = x[i] * Math.cos(angle) - x[i + 1] * Math.sin(angle);
            out[i + 1] = x[i] * Math.sin(angle) + x[i + 1] * Math.cos(angle);
        }
        return out;
    }
}
