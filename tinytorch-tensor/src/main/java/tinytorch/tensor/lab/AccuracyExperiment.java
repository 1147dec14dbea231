package tinytorch.tensor.lab;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** The sum of n times 0.1, gathered in {@code float} and by {@link Tensor#sum()}, which gathers in {@code double}. */
final class AccuracyExperiment {
    private AccuracyExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("The sum of n times 0.1: what float loses", "n", "right", "in float", "off by", "time", "Tensor.sum", "off by", "time");
        for (int n : new int[] {100_000, 1_000_000}) {
            Tensor x = Tensor.full(0.1f, n);
            double right = n * (double) 0.1f;
            float single = sum(x.data());
            float tensor = x.sum().item();
            Measurement inFloat = profiler.measure("float", () -> Sink.keep(sum(x.data())));
            Measurement inDouble = profiler.measure("double", () -> Sink.keep(x.sum()));
            table.row(n, (float) right, single, Math.abs(single - right), Format.seconds(inFloat.seconds()),
                    tensor, Math.abs(tensor - right), Format.seconds(inDouble.seconds()));
        }
        return table;
    }

    private static float sum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
