package tinytorch.kernels.dispatch;

import java.util.Arrays;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

import tinytorch.kernels.fused.OnlineSoftmax;
import tinytorch.kernels.fused.Vectors;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.MaskedSoftmax;
import tinytorch.text.attention.Rows;

/** {@link MaskedSoftmax} as {@link OnlineSoftmax} of scores of which the forbidden ones are -infinity. Its gradient is that of any softmax: {@link SoftmaxRows#backward}. */
final class MaskedSoftmaxRows {
    private MaskedSoftmaxRows() {
    }

    /** @param allowed of the shape of the scores and any strides; {@code null} if all keys are */
    static Tensor forward(Tensor scores, Tensor allowed) {
        int n = scores.dim(-1);
        float[] x = FlatRows.of(scores);
        Rows mask = allowed == null ? null : new Rows(allowed);
        Tensor weights = Tensor.empty(scores.dims());
        float[] out = weights.data();
        FlatRows.share(weights, (from, to) -> {
            if (mask == null) {
                OnlineSoftmax.forward(from, to, n, x, out);
            } else {
                for (int row = from; row < to; row++) {
                    choose(n, allowed.data(), mask.at(row), mask.step(), x, row * n, out);
                }
                OnlineSoftmax.forward(from, to, n, out, out);
            }
            for (int row = from; row < to; row++) {
                if (Float.isNaN(out[row * n]) && allForbidden(n, x, row * n, allowed, mask == null ? 0 : mask.at(row), mask == null ? 0 : mask.step())) {
                    Arrays.fill(out, row * n, row * n + n, 0);
                }
            }
        });
        return weights;
    }

    /** {@code out[at + j] = x[at + j]} where allowed, else -infinity. */
    private static void choose(int n, float[] allowed, int allowedAt, int step, float[] x, int at, float[] out) {
        int whole = step == 1 ? n - n % Vectors.LANES : 0;
        for (int j = 0; j < whole; j += Vectors.LANES) {
            VectorMask<Float> forbidden = Vectors.load(allowed, allowedAt + j).compare(VectorOperators.EQ, 0);
            Vectors.load(x, at + j).blend(Float.NEGATIVE_INFINITY, forbidden).intoArray(out, at + j);
        }
        for (int j = whole; j < n; j++) {
            out[at + j] = allowed[allowedAt + j * step] == 0 ? Float.NEGATIVE_INFINITY : x[at + j];
        }
    }

    /** Whether a row is NaN because there is nothing to look at: then its weights are 0. A NaN among the scores has to stay. */
    private static boolean allForbidden(int n, float[] x, int at, Tensor allowed, int maskAt, int maskStep) {
        for (int j = 0; j < n; j++) {
            if (x[at + j] != Float.NEGATIVE_INFINITY && (allowed == null || allowed.data()[maskAt + j * maskStep] != 0)) {
                return false;
            }
        }
        return true;
    }
}
