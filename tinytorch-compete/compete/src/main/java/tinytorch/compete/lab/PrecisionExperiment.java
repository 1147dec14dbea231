package tinytorch.compete.lab;

import java.util.Locale;
import java.util.Map;

import tinytorch.compete.precision.GradScaler;
import tinytorch.compete.precision.Mixed;
import tinytorch.compete.precision.Precision;
import tinytorch.compete.precision.ScaledOptimizer;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Optimizer;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.Accuracy;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Table;

/** What learning loses with two bytes a number, and what brings it back. */
final class PrecisionExperiment {
    /** A part of a loss may count little, as may one example of a large batch. The learning rate makes up for it: to floats it makes no difference. */
    private static final float WEIGHT = 0x1p-14f;
    private static final double LEARNING_RATE = 0.05 / WEIGHT;
    private static final int EPOCHS = 2;

    private final Digits digits;
    private final Table table;

    private PrecisionExperiment(Digits digits, Table table) {
        this.digits = digits;
        this.table = table;
    }

    /** A loss that counts little. */
    private record Weighted(Loss loss) implements Loss {

        @Override
        public Tensor value(Tensor prediction, Tensor target) {
            return loss.value(prediction, target).mul(WEIGHT);
        }

        @Override
        public Tensor gradient(Tensor prediction, Tensor target) {
            return loss.gradient(prediction, target).mul(WEIGHT);
        }
    }

    static Table table(Digits digits) {
        Table table = new Table("MLP on digits, " + EPOCHS + " epochs; the loss counts 2^-14", "computes in", "weights", "loss scale", "skipped", "zero gradients", "loss", "accuracy");
        PrecisionExperiment experiment = new PrecisionExperiment(digits, table);
        experiment.row(Precision.FLOAT32, true, null);
        experiment.row(Precision.BFLOAT16, true, null);
        experiment.row(Precision.BFLOAT16, false, null);
        experiment.row(Precision.FLOAT16, true, null);
        experiment.row(Precision.FLOAT16, true, new GradScaler(0x1p40, 2, 0.5, 100));
        experiment.row(Precision.FLOAT16, false, new GradScaler(0x1p40, 2, 0.5, 100));
        return table;
    }

    private void row(Precision precision, boolean masters, GradScaler scaler) {
        Sequential network = Digits.untrained(1);
        Layer mixed = Mixed.of(network, precision);
        Loss loss = new Weighted(new CrossEntropyLoss());
        Optimizer sgd = new SGD(network.parameters(), LEARNING_RATE);
        ScaledOptimizer scaled = scaler == null ? null : new ScaledOptimizer(sgd, scaler);
        long[] zeros = {0, 0};
        Runnable afterStep = () -> {
            count(network, zeros);
            if (!masters) {
                round(network, precision);
            }
        };
        Digits.train(mixed, scaled == null ? loss : scaler.scaled(loss), scaled == null ? sgd : scaled, digits.training(), EPOCHS, afterStep);
        Map<String, Double> result = digits.judge(mixed, sgd);
        table.row(precision.name().toLowerCase(Locale.ROOT), masters ? "floats" : "rounded", scaler == null ? "" : "2^" + Math.getExponent(scaler.scale()), scaled == null ? "" : scaled.skipped(),
                Digits.percent((double) zeros[0] / zeros[1]), String.format(Locale.ROOT, "%.4f", result.get("loss")), Digits.percent(result.get(new Accuracy().name())));
    }

    /** Of the second layer's weight: behind a ReLU, so that dead units have none in any precision. */
    private static void count(Layer network, long[] zeros) {
        Tensor gradient = network.parameters().get("3.weight").grad();
        for (float number : gradient.toArray()) {
            zeros[0] += number == 0 ? 1 : 0;
            zeros[1]++;
        }
    }

    private static void round(Layer network, Precision precision) {
        Tracking.off(() -> {
            network.parameters().values().forEach(weight -> weight.copyFrom(precision.round(weight)));
            return null;
        });
    }
}
