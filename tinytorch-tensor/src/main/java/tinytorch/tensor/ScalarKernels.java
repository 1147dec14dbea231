package tinytorch.tensor;

import java.util.Arrays;

/** The kernels as plain loops, one element at a time: the reference for all faster ones. */
public final class ScalarKernels implements Kernels {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void copy(int n, float[] x, int xAt, int xStep, float[] out, int outAt, int outStep) {
        if (xStep == 1 && outStep == 1) {
            System.arraycopy(x, xAt, out, outAt, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[outAt + i * outStep] = x[xAt + i * xStep];
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Decide which operation it is once, outside the loop: a {@code switch} with one loop a case. Compute in
     * {@code double} where {@link Math} does, and round the result to {@code float}.
     */
    @Override
    public void unary(UnaryOp op, int n, float[] x, int xAt, int xStep, float[] out, int outAt, int outStep) {
        // tito:begin tensor.elementwise
        switch (op) {
            case UnaryOp.Neg() -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = -x[xAt + i * xStep]; }
            case UnaryOp.Abs() -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = Math.abs(x[xAt + i * xStep]); }
            case UnaryOp.Exp() -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = (float) Math.exp(x[xAt + i * xStep]); }
            case UnaryOp.Log() -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = (float) Math.log(x[xAt + i * xStep]); }
            case UnaryOp.Sqrt() -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = (float) Math.sqrt(x[xAt + i * xStep]); }
            case UnaryOp.Tanh() -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = (float) Math.tanh(x[xAt + i * xStep]); }
            case UnaryOp.Erf() -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = (float) ErrorFunction.erf(x[xAt + i * xStep]); }
            case UnaryOp.Pow(float exponent) -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = (float) Math.pow(x[xAt + i * xStep], exponent); }
            case UnaryOp.Clip(float low, float high) -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = Math.min(Math.max(x[xAt + i * xStep], low), high); }
        }
        // tito:end
    }

    @Override
    public void binary(BinaryOp op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep) {
        // tito:begin tensor.elementwise
        switch (op) {
            case ADD -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] + b[bAt + i * bStep]; }
            case SUB -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] - b[bAt + i * bStep]; }
            case MUL -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] * b[bAt + i * bStep]; }
            case DIV -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] / b[bAt + i * bStep]; }
            case MAXIMUM -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = Math.max(a[aAt + i * aStep], b[bAt + i * bStep]); }
            case MINIMUM -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = Math.min(a[aAt + i * aStep], b[bAt + i * bStep]); }
        }
        // tito:end
    }

    @Override
    public void compare(Comparison op, int n, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep) {
        // tito:begin tensor.elementwise
        switch (op) {
            case GT -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] > b[bAt + i * bStep] ? 1 : 0; }
            case GE -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] >= b[bAt + i * bStep] ? 1 : 0; }
            case LT -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] < b[bAt + i * bStep] ? 1 : 0; }
            case LE -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] <= b[bAt + i * bStep] ? 1 : 0; }
            case EQ -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] == b[bAt + i * bStep] ? 1 : 0; }
            case NE -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = a[aAt + i * aStep] != b[bAt + i * bStep] ? 1 : 0; }
        }
        // tito:end
    }

    @Override
    public void where(int n, float[] condition, int cAt, int cStep, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep,
            float[] out, int outAt, int outStep) {
        // tito:begin tensor.elementwise
        for (int i = 0; i < n; i++) {
            out[outAt + i * outStep] = condition[cAt + i * cStep] != 0 ? a[aAt + i * aStep] : b[bAt + i * bStep];
        }
        // tito:end
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where all elements go to one place ({@code outStep} is 0), keep the result in a local variable and write it once, so
     * that the loop touches memory for {@code x} alone. {@link Math#max} and {@link Math#min} keep NaN, comparisons lose it.
     */
    @Override
    public void reduce(Reduce.Kind kind, int n, float[] x, int xAt, int xStep, double[] out, int outAt, int outStep) {
        // tito:begin tensor.reduce
        if (outStep == 0) {
            double result = out[outAt];
            switch (kind) {
                case SUM -> { for (int i = 0; i < n; i++) result += x[xAt + i * xStep]; }
                case MAX -> { for (int i = 0; i < n; i++) result = Math.max(result, x[xAt + i * xStep]); }
                case MIN -> { for (int i = 0; i < n; i++) result = Math.min(result, x[xAt + i * xStep]); }
            }
            out[outAt] = result;
            return;
        }
        switch (kind) {
            case SUM -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] += x[xAt + i * xStep]; }
            case MAX -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = Math.max(out[outAt + i * outStep], x[xAt + i * xStep]); }
            case MIN -> { for (int i = 0; i < n; i++) out[outAt + i * outStep] = Math.min(out[outAt + i * outStep], x[xAt + i * xStep]); }
        }
        // tito:end
    }

    /**
     * {@inheritDoc}
     *
     * <p>The order of the three loops decides which memory the innermost one walks. With i, p, j it runs along a row of
     * {@code b} and a row of {@code out}, both contiguous: good when {@code bColumn} is 1. When {@code b} is a
     * transposed view ({@code bRow} is 1), the order i, j, p runs along a row of {@code a} and a column of {@code b}.
     * The lab measures what the wrong order costs.
     */
    @Override
    public void matmul(int m, int n, int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow, int bColumn,
            float[] out, int outAt, int outRow) {
        // tito:begin tensor.matmul
        for (int i = 0; i < m; i++) {
            int row = outAt + i * outRow;
            if (bRow == 1 && bColumn != 1) {
                for (int j = 0; j < n; j++) {
                    float dot = 0;
                    for (int p = 0; p < k; p++) {
                        dot += a[aAt + i * aRow + p * aColumn] * b[bAt + p + j * bColumn];
                    }
                    out[row + j] = dot;
                }
            } else {
                Arrays.fill(out, row, row + n, 0);
                for (int p = 0; p < k; p++) {
                    float factor = a[aAt + i * aRow + p * aColumn];
                    for (int j = 0; j < n; j++) {
                        out[row + j] += factor * b[bAt + p * bRow + j * bColumn];
                    }
                }
            }
        }
        // tito:end
    }
}
