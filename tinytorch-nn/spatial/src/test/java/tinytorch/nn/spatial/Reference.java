package tinytorch.nn.spatial;

import java.util.SplittableRandom;

import tinytorch.tensor.Tensor;

/** Convolution, pooling and normalisation in plain loops and double precision. Shares no code with the library. */
final class Reference {
    private Reference() {
    }

    /** How many places a window has, counted one by one. */
    static int places(Window w, int length) {
        int places = 0;
        while (places * w.stride() + (w.size() - 1) * w.dilation() < length + 2 * w.padding()) {
            places++;
        }
        return places;
    }

    /** Images xs = (N, C, H, W), kernels ws = (O, C / groups, kh, kw). */
    static double[] convolution(Convolution c, double[] x, int[] xs, double[] weight, int[] ws, double[] bias) {
        Window d = c.height();
        Window a = c.width();
        int oh = places(d, xs[2]);
        int ow = places(a, xs[3]);
        double[] out = new double[xs[0] * ws[0] * oh * ow];
        for (int i = 0; i < out.length; i++) {
            int px = i % ow;
            int py = i / ow % oh;
            int o = i / (ow * oh) % ws[0];
            int n = i / (ow * oh * ws[0]);
            double sum = bias == null ? 0 : bias[o];
            for (int j = 0; j < ws[1] * ws[2] * ws[3]; j++) {
                int kx = j % ws[3];
                int ky = j / ws[3] % ws[2];
                int channel = o * c.groups() / ws[0] * ws[1] + j / (ws[3] * ws[2]);
                int iy = py * d.stride() + ky * d.dilation() - d.padding();
                int ix = px * a.stride() + kx * a.dilation() - a.padding();
                if (0 <= iy && iy < xs[2] && 0 <= ix && ix < xs[3]) {
                    sum += weight[o * ws[1] * ws[2] * ws[3] + j] * x[((n * xs[1] + channel) * xs[2] + iy) * xs[3] + ix];
                }
            }
            out[i] = sum;
        }
        return out;
    }

    /** The largest pixel of every window. */
    static double[] maxPooling(Window d, Window a, double[] x, int planes, int height, int width) {
        int oh = places(d, height);
        int ow = places(a, width);
        double[] out = new double[planes * oh * ow];
        for (int i = 0; i < out.length; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < d.size() * a.size(); j++) {
                int iy = i / ow % oh * d.stride() + j / a.size() * d.dilation() - d.padding();
                int ix = i % ow * a.stride() + j % a.size() * a.dilation() - a.padding();
                if (0 <= iy && iy < height && 0 <= ix && ix < width) {
                    max = Math.max(max, x[(i / (ow * oh) * height + iy) * width + ix]);
                }
            }
            out[i] = max;
        }
        return out;
    }

    /** Images of so many channels and pixels, normalised with their own statistics, or with those given. */
    static double[] normalised(double[] x, int channels, int pixels, double[] weight, double[] bias, double eps, double[] mean, double[] variance) {
        double[] m = mean == null ? mean(x, channels, pixels) : mean;
        double[] v = variance == null ? variance(x, channels, pixels) : variance;
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = i / pixels % channels;
            out[i] = weight[c] * (x[i] - m[c]) / Math.sqrt(v[c] + eps) + bias[c];
        }
        return out;
    }

    static double[] mean(double[] x, int channels, int pixels) {
        double[] mean = new double[channels];
        for (int i = 0; i < x.length; i++) {
            mean[i / pixels % channels] += x[i] * channels / x.length;
        }
        return mean;
    }

    static double[] variance(double[] x, int channels, int pixels) {
        double[] mean = mean(x, channels, pixels);
        double[] variance = new double[channels];
        for (int i = 0; i < x.length; i++) {
            double deviation = x[i] - mean[i / pixels % channels];
            variance[i / pixels % channels] += deviation * deviation * channels / x.length;
        }
        return variance;
    }

    static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Random numbers from -1 to 1: a cotangent. */
    static double[] cotangent(long seed, int size) {
        return new SplittableRandom(seed).doubles(size, -1, 1).map(x -> (float) x).toArray();
    }
}
