package tinytorch.compress.lab;

import java.util.SplittableRandom;

import tinytorch.compress.quant.Percentile;
import tinytorch.compress.quant.QuantizedTensor;
import tinytorch.compress.quant.Scheme;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** How much of a weight's numbers is lost, by how they are quantised. The error is the root of the mean squared difference, as part of the numbers' own size. */
final class WidthExperiment {
    private WidthExperiment() {
    }

    /** A weight like that of a trained layer: normal numbers, in which the rows have sizes of their own. */
    static Tensor weight(double spread) {
        Tensor weight = Tensor.randn(new SplittableRandom(1), 256, 256);
        Tensor rows = Tensor.randn(new SplittableRandom(2), 256, 1).mul((float) spread).exp();
        return weight.mul(rows);
    }

    static Table table() {
        Table table = new Table("Error of a weight (256, 256) of normal numbers, whose rows differ in size", "rows differ", "per tensor", "99.9 %", "per row", "per row, affine");
        for (double spread : new double[] {0, 0.5, 1, 2}) {
            Tensor weight = weight(spread);
            double size = Math.sqrt(weight.mul(weight).mean().item());
            Percentile percentile = new Percentile(99.9);
            percentile.observe(weight);
            float largest = weight.abs().max().item();
            table.row(spread == 0 ? "not" : "e^(" + spread + " N)",
                    Format.percent(QuantizedTensor.perTensor(weight, Scheme.SYMMETRIC.parameters(-largest, largest)).error(weight) / size),
                    Format.percent(QuantizedTensor.perTensor(weight, percentile.parameters(Scheme.SYMMETRIC)).error(weight) / size),
                    Format.percent(QuantizedTensor.perChannel(weight, 0, Scheme.SYMMETRIC).error(weight) / size),
                    Format.percent(QuantizedTensor.perChannel(weight, 0, Scheme.AFFINE).error(weight) / size));
        }
        return table;
    }
}
