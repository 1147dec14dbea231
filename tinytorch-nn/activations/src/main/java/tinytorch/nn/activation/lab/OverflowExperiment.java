package tinytorch.nn.activation.lab;

import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Table;

/** The formulas of the textbook against those that work in {@code float}, for larger and larger inputs. */
final class OverflowExperiment {

    private OverflowExperiment() {
    }

    static Table squashing() {
        Table table = new Table("Overflow: exp(x) / (1 + exp(x)) and (e^x - e^-x) / (e^x + e^-x) as they stand",
                "x", "naive sigmoid", "Sigmoid", "naive tanh", "Tanh");
        for (float value : new float[] {1, 20, 88, 89, 1e4f, -1e4f}) {
            Tensor x = Tensor.of(value);
            Tensor exp = x.exp();
            Tensor inverse = x.neg().exp();
            table.row(value, text(exp.div(exp.add(1)), 0), text(new Sigmoid().forward(x), 0),
                    text(exp.sub(inverse).div(exp.add(inverse)), 0), text(new Tanh().forward(x), 0));
        }
        return table;
    }

    static Table softmax() {
        Table table = new Table("Overflow: softmax of [x, 0] without the shift, and the second one's logarithm",
                "x", "naive p1", "Softmax p1", "Softmax p2", "log(Softmax p2)", "LogSoftmax");
        for (float value : new float[] {1, 20, 88, 89, 104, 1e4f}) {
            Tensor x = Tensor.of(value, 0);
            Tensor exp = x.exp();
            Tensor stable = new Softmax(0).forward(x);
            table.row(value, text(exp.div(exp.sum()), 0), text(stable, 0), text(stable, 1), text(stable.log(), 1),
                    text(new LogSoftmax(0).forward(x), 1));
        }
        return table;
    }

    /** One element as a {@code float} is written. */
    private static String text(Tensor tensor, int index) {
        return String.valueOf(tensor.get(index));
    }
}
