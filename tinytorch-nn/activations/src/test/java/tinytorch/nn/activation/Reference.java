package tinytorch.nn.activation;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** An activation in double precision, on row-major numbers: what the tests compare with. */
interface Reference {
    double[] apply(double[] x, int[] shape);

    /** Element by element. */
    static Reference each(DoubleUnaryOperator f) {
        return (x, shape) -> {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = f.applyAsDouble(x[i]);
            }
            return y;
        };
    }

    /** Row by row along an axis counted from the front. */
    static Reference along(int axis, UnaryOperator<double[]> f) {
        return (x, shape) -> {
            double[] y = new double[x.length];
            int n = shape[axis];
            int step = 1;
            for (int i = axis + 1; i < shape.length; i++) {
                step *= shape[i];
            }
            for (int start = 0; start < x.length; start++) {
                if (start / step % n == 0) {
                    double[] row = new double[n];
                    for (int i = 0; i < n; i++) {
                        row[i] = x[start + i * step];
                    }
                    row = f.apply(row);
                    for (int i = 0; i < n; i++) {
                        y[start + i * step] = row[i];
                    }
                }
            }
            return y;
        };
    }

    static double[] softmax(double[] x) {
        double[] y = logSoftmax(x);
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.exp(y[i]);
        }
        return y;
    }

    static double[] logSoftmax(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            max = Math.max(max, v);
        }
        double sum = 0;
        for (double v : x) {
            sum += Math.exp(v - max);
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] - max - Math.log(sum);
        }
        return y;
    }
}
