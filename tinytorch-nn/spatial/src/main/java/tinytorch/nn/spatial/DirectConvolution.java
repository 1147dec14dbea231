package tinytorch.nn.spatial;

import tinytorch.tensor.Tensor;

/**
 * {@link Convolution} as its formula reads: seven loops. Every number of the result is computed by itself, nothing is copied and nothing is made
 * ready: the form to understand, to test the fast one against, and to measure what that one gains.
 */
public final class DirectConvolution {
    private DirectConvolution() {
    }

    /**
     * The output (N, O, places down, places across): for every image n, kernel o and place (py, px) the {@link #sum} at this place plus
     * {@code bias[o]}.
     *
     * @param x      images (N, C, H, W), contiguous
     * @param weight kernels (O, C / groups, kh, kw), contiguous
     * @param bias   one number a kernel (O,), or {@code null}
     */
    public static Tensor convolve(Convolution convolution, Tensor x, Tensor weight, Tensor bias) {
        // tito:begin spatial.direct
        int kernels = weight.dim(0);
        int placesDown = convolution.height().places(x.dim(2));
        int placesAcross = convolution.width().places(x.dim(3));
        float[] out = new float[x.dim(0) * kernels * placesDown * placesAcross];
        int at = 0;
        for (int n = 0; n < x.dim(0); n++) {
            for (int o = 0; o < kernels; o++) {
                double start = bias == null ? 0 : bias.get(o);
                for (int py = 0; py < placesDown; py++) {
                    for (int px = 0; px < placesAcross; px++) {
                        out[at++] = (float) (start + sum(convolution, x, weight, n, o, py, px));
                    }
                }
            }
        }
        return Tensor.wrap(out, x.dim(0), kernels, placesDown, placesAcross);
        // tito:end
    }

    /**
     * What kernel o sees at one place of image n: the sum over the channels c of its group and the elements (ky, kx) of the window of
     *
     * <pre>weight[o, c, ky, kx] * x[n, first + c, height.index(py, ky), width.index(px, kx)]</pre>
     *
     * without those that lie outside of the image, because the padding is 0. Kernel o is in group {@code o / (O / groups)}, and the first channel of
     * a group is its number times C / groups.
     *
     * <p>Worked example: an image 1, 2, 3 (one row) and a kernel 10, 20, 30 with padding 1 across: at place 0 the kernel's first element is in the
     * padding, and the sum is 20 * 1 + 30 * 2 = 80. At place 1 it is 10 * 1 + 20 * 2 + 30 * 3 = 140.
     */
    private static double sum(Convolution convolution, Tensor x, Tensor weight, int n, int o, int py, int px) {
        // tito:begin spatial.direct
        float[] pixels = x.data();
        float[] weights = weight.data();
        int channels = weight.dim(1);
        int first = o / (weight.dim(0) / convolution.groups()) * channels;
        int at = weight.offset() + o * channels * weight.dim(2) * weight.dim(3);
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            int plane = x.offset() + (n * x.dim(1) + first + c) * x.dim(2) * x.dim(3);
            for (int ky = 0; ky < weight.dim(2); ky++) {
                int iy = convolution.height().index(py, ky);
                for (int kx = 0; kx < weight.dim(3); kx++, at++) {
                    int ix = convolution.width().index(px, kx);
                    if (iy >= 0 && iy < x.dim(2) && ix >= 0 && ix < x.dim(3)) {
                        sum += (double) weights[at] * pixels[plane + iy * x.dim(3) + ix];
                    }
                }
            }
        }
        return sum;
        // tito:end
    }
}
