package tinytorch.tensor.lab;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/**
 * The matrix product in all six orders of its three loops, on (n, n) matrices. All make the same 2 n^3 operations. The
 * order decides how far the innermost loop jumps in {@code a[i, p]}, {@code b[p, j]} and {@code c[i, j]}.
 */
final class LoopOrderExperiment {
    private static final int N = 256;

    private LoopOrderExperiment() {
    }

    static Table table(Profiler profiler) {
        Profiler few = profiler.repeats(3);
        Table table = new Table("Loop order of the product of two (" + N + ", " + N + ") matrices", "loops, outer to inner", "jumps in a, b, c", "time", "rate", "against best");
        float[] a = Tensor.full(0.5f, N, N).data();
        float[] b = Tensor.full(0.25f, N, N).data();
        float[] c = new float[N * N];
        Measurement[] orders = {
            few.measure("i, p, j", () -> ipj(a, b, c)), few.measure("p, i, j", () -> pij(a, b, c)),
            few.measure("i, j, p", () -> ijp(a, b, c)), few.measure("j, i, p", () -> jip(a, b, c)),
            few.measure("j, p, i", () -> jpi(a, b, c)), few.measure("p, j, i", () -> pji(a, b, c)),
        };
        String[] jumps = {"0, 1, 1", "0, 1, 1", "1, n, 0", "1, n, 0", "n, 0, n", "n, 0, n"};
        double best = Double.POSITIVE_INFINITY;
        for (Measurement order : orders) {
            best = Math.min(best, order.seconds());
        }
        for (int i = 0; i < orders.length; i++) {
            row(table, orders[i], jumps[i], best);
        }
        Tensor left = Tensor.wrap(a, N, N);
        Tensor right = Tensor.wrap(b, N, N);
        row(table, few.measure("matmul", () -> Sink.keep(left.matmul(right))), "", best);
        row(table, few.measure("matmul, b transposed", () -> Sink.keep(left.matmul(right.transpose()))), "", best);
        return table;
    }

    private static void row(Table table, Measurement m, String jumps, double best) {
        table.row(m.name(), jumps, Format.seconds(m.seconds()), Format.rate(2.0 * N * N * N, m.seconds(), "FLOP"), Format.times(m.seconds() / best));
    }

    private static void ipj(float[] a, float[] b, float[] c) {
        for (int i = 0; i < N; i++) for (int p = 0; p < N; p++) for (int j = 0; j < N; j++) c[i * N + j] += a[i * N + p] * b[p * N + j];
    }

    private static void pij(float[] a, float[] b, float[] c) {
        for (int p = 0; p < N; p++) for (int i = 0; i < N; i++) for (int j = 0; j < N; j++) c[i * N + j] += a[i * N + p] * b[p * N + j];
    }

    private static void ijp(float[] a, float[] b, float[] c) {
        for (int i = 0; i < N; i++) for (int j = 0; j < N; j++) for (int p = 0; p < N; p++) c[i * N + j] += a[i * N + p] * b[p * N + j];
    }

    private static void jip(float[] a, float[] b, float[] c) {
        for (int j = 0; j < N; j++) for (int i = 0; i < N; i++) for (int p = 0; p < N; p++) c[i * N + j] += a[i * N + p] * b[p * N + j];
    }

    private static void jpi(float[] a, float[] b, float[] c) {
        for (int j = 0; j < N; j++) for (int p = 0; p < N; p++) for (int i = 0; i < N; i++) c[i * N + j] += a[i * N + p] * b[p * N + j];
    }

    private static void pji(float[] a, float[] b, float[] c) {
        for (int p = 0; p < N; p++) for (int j = 0; j < N; j++) for (int i = 0; i < N; i++) c[i * N + j] += a[i * N + p] * b[p * N + j];
    }
}
