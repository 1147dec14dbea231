package tinytorch.text.transformer.lab;

import java.util.Locale;
import java.util.SplittableRandom;
import tinytorch.autograd.Autograd;
import tinytorch.nn.Layer;
import tinytorch.optim.AdamW;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.TokenLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/**
 * How much gradient reaches each block of a new network with and without residual connections and norms, and what the network learns in a few steps:
 * which token follows which. A network of one layer could do it; the others are in the way, or not.
 */
final class GradientExperiment {
    private static final int LAYERS = 12;
    private static final int WIDTH = 32;
    private static final int TOKENS = 16;
    private static final int CONTEXT = 16;
    private static final int BATCH = 4;
    private static final int STEPS = 50;

    private GradientExperiment() {
    }

    static Table table() {
        Table table = new Table(LAYERS + " blocks of width " + WIDTH + ": gradient norm of a block's parameters at the start", "a part of a block",
                "block 1", "4",
                "8", "12", "1 : 12", "loss after " + STEPS + " steps");
        for (Wiring wiring : Wiring.values()) {
            WiredNetwork network = new WiredNetwork(wiring, TOKENS, CONTEXT, LAYERS, WIDTH, new SplittableRandom(1));
            AdamW optimizer = new AdamW(network.parameters(), 3e-3);
            SplittableRandom random = new SplittableRandom(2);
            double[] norms = new double[LAYERS];
            double loss = 0;
            for (int step = 0; step < STEPS; step++) {
                optimizer.zeroGrad();
                Tensor ids = sequences(random);
                Tensor value = Tensor.apply(new TokenLoss(), network.forward(ids.narrow(1, 0, CONTEXT)), ids.narrow(1, 1, CONTEXT));
                Autograd.backward(value);
                for (int i = 0; step == 0 && i < LAYERS; i++) {
                    norms[i] = norm(network.blocks().get(i));
                }
                optimizer.step();
                loss += step < STEPS - 10 ? 0 : value.item() / 10;
            }
            table.row(wiring, number(norms[0]), number(norms[3]), number(norms[7]), number(norms[11]), Format.times(norms[0] / norms[11]),
                    String.format(Locale.ROOT, "%.2f", loss));
        }
        return table;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value != 0 && value < 0.001 ? "%.0e" : "%.3f", value);
    }

    /** After token t comes 7 t + 3, from a random start. */
    private static Tensor sequences(SplittableRandom random) {
        Tensor ids = Tensor.zeros(BATCH, CONTEXT + 1);
        for (int row = 0; row < BATCH; row++) {
            int id = random.nextInt(TOKENS);
            for (int i = 0; i <= CONTEXT; i++) {
                ids.set(id, row, i);
                id = (7 * id + 3) % TOKENS;
            }
        }
        return ids;
    }

    private static double norm(Layer layer) {
        double sum = 0;
        for (Tensor parameter : layer.parameters().values()) {
            Tensor g = parameter.grad();
            sum += g == null ? 0 : g.mul(g).sum().item();
        }
        return Math.sqrt(sum);
    }
}
