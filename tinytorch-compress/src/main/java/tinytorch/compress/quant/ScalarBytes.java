package tinytorch.compress.quant;

import java.util.Arrays;

/** Plain loops: where the Vector API is missing, and for tests to compare with. */
final class ScalarBytes implements ByteKernel {
    private static final int WIDTH = 16;

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void row(int k, short[] a, int aAt, byte[] panel, int at, int[] out, int outAt) {
        for (int j = 0; j < WIDTH; j++) {
            int sum = 0;
            for (int p = 0; p < k; p++) {
                sum += a[aAt + p] * panel[at + p * WIDTH + j];
            }
            out[outAt + j] = sum;
        }
    }

    @Override
    public void tile(int k, float[] a, int aAt, int aRow, byte[] panel, int at, float[] sums) {
        Arrays.fill(sums, 0, TILE * WIDTH, 0);
        for (int i = 0; i < TILE; i++) {
            for (int p = 0; p < k; p++) {
                float x = a[aAt + i * aRow + p];
                for (int j = 0; j < WIDTH; j++) {
                    sums[i * WIDTH + j] += x * panel[at + p * WIDTH + j];
                }
            }
        }
    }

    @Override
    public void rescale(int count, int[] sums, int at, QuantParameters left, int[] bSums, float[] scales, float[] bias, int bAt, float[] out, int outAt) {
        IntegerProduct.rescale(count, sums, at, left, bSums, scales, bias, bAt, out, outAt);
    }

    @Override
    public void rescale(int count, int[] sums, int at, int correction, float scale, float shift, float[] out, int outAt) {
        for (int j = 0; j < count; j++) {
            out[outAt + j] = (sums[at + j] - correction) * scale + shift;
        }
    }

    @Override
    public boolean takes(int group) {
        return group % 2 == 0;
    }

    @Override
    public float nibbles(int groups, int group, float[] even, float[] odd, byte[] packed, int at, float[] scales, int scalesAt) {
        float total = 0;
        for (int g = 0; g < groups; g++) {
            float sum = 0;
            for (int i = g * group / 2; i < (g + 1) * group / 2; i++) {
                int pair = packed[at + i];
                sum += even[i] * ((pair & 15) - Int4Weight.OFFSET) + odd[i] * ((pair >> 4 & 15) - Int4Weight.OFFSET);
            }
            total += sum * scales[scalesAt + g];
        }
        return total;
    }

    @Override
    public void quantize(QuantParameters parameters, int n, float[] x, int at, byte[] out, int outAt) {
        for (int i = 0; i < n; i++) {
            out[outAt + i] = parameters.quantize(x[at + i]);
        }
    }

    @Override
    public void quantize(QuantParameters parameters, int n, float[] x, int at, float[] out, int outAt) {
        for (int i = 0; i < n; i++) {
            out[outAt + i] = parameters.quantize(x[at + i]);
        }
    }

    @Override
    public float[] range(int n, float[] x, int at) {
        float min = n == 0 ? 0 : x[at];
        float max = min;
        for (int i = 1; i < n; i++) {
            min = Math.min(min, x[at + i]);
            max = Math.max(max, x[at + i]);
        }
        return new float[] {min, max};
    }
}
