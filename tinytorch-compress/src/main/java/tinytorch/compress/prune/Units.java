package tinytorch.compress.prune;

import java.util.Arrays;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The units between two layers with weights: hidden units between two {@link Linear}, channels behind a {@link Conv2d}. A unit is made by one row of the first weight and read by one column of the
 * second, or by a block of columns where a {@code Flatten} lies between: all pixels of a channel.
 *
 * <pre>
 * from     Linear (units, in)       Conv2d (units, in, kh, kw)      row u makes unit u, with number u of the bias
 * norm     BatchNorm2d (units)      or none                         its number u belongs to unit u
 * to       Linear (out, units * b)  Conv2d (out, units, kh, kw)     columns u * b to u * b + b - 1 read unit u
 * </pre>
 *
 * @param from what makes the units
 * @param norm what scales and shifts them; {@code null} if there is none
 * @param to   what reads them
 */
record Units(Layer from, BatchNorm2d norm, Layer to) {

    Units {
        if (grouped(from) || grouped(to)) {
            throw new IllegalArgumentException("Units: channels of a convolution in groups can't be removed one by one. Got " + from + " and " + to + ".");
        }
        if (weight(to).dim(1) % weight(from).dim(0) != 0) {
            throw new ShapeException("Units", "the second layer must read what the first makes", weight(from).shape(), weight(to).shape(),
                    "Left is the weight that makes the units, right the one that reads them: its second axis must be a multiple of the first axis of the other.");
        }
    }

    private static boolean grouped(Layer layer) {
        return layer instanceof Conv2d conv && conv.convolution().groups() != 1;
    }

    private static Tensor weight(Layer layer) {
        return layer.parameters().get("weight");
    }

    /** How many there are. */
    int count() {
        return weight(from).dim(0);
    }

    /** How many columns of the second weight read one unit. */
    int block() {
        return weight(to).dim(1) / count();
    }

    /**
     * How much each unit matters, judged by its weights alone: how large it becomes times how much is made of it.
     *
     * <pre>
     * made      sqrt(sum of the squares of its row of the first weight, and of its number of the bias)
     *           behind a norm: sqrt(scale^2 + shift^2), because the norm makes all rows equally large
     * read      sqrt(sum of the squares of its columns of the second weight)
     * score     made * read
     * </pre>
     *
     * <p>A unit that is always 0 and one that nobody reads both score 0. Doubling a row and halving its columns changes nothing in a network with ReLU, and nothing in the score. (Li, Kadav, Durdanovic,
     * Samet and Graf, "Pruning Filters for Efficient ConvNets", 2017, look at the rows; Liu and others, "Learning Efficient Convolutional Networks through Network Slimming", 2017, at
     * the norm's scales.)
     *
     * <p>{@link #squares} adds up squares. Read the second weight as (out, units, the rest), which {@code reshape(out, units, -1)} gives for either kind of layer.
     *
     * <p>Worked example: first weight {@code [[3], [0]]}, bias {@code [4, 0]}, second weight {@code [[2, 7]]}: unit 0 scores 5 * 2 = 10, unit 1 scores 0 * 7 = 0.
     */
    double[] scores() {
        // tito:begin compress.units
        int units = count();
        double[] made = norm != null ? squares(norm, units) : squares(from, units);
        Tensor columns = weight(to).reshape(weight(to).dim(0), units, -1);
        double[] scores = new double[units];
        for (int u = 0; u < units; u++) {
            Tensor column = columns.select(1, u);
            scores[u] = Math.sqrt(made[u] * column.mul(column).sum().item());
        }
        return scores;
        // tito:end
    }

    /** For each unit the sum of the squares of all numbers that a layer's parameters, weight and bias, hold at its index of axis 0. */
    private static double[] squares(Layer layer, int units) {
        double[] sums = new double[units];
        for (Tensor parameter : layer.parameters().values()) {
            for (int u = 0; u < units; u++) {
                Tensor row = parameter.select(0, u);
                sums[u] += row.mul(row).sum().item();
            }
        }
        return sums;
    }

    /**
     * Which units stay when this part of them goes: those with the highest scores, in the order they have in the network. {@code round(part * n)} go ({@link Math#rint}), but one at least stays; of
     * equal scores the first go.
     *
     * <p>Worked example: scores 5, 1, 4, 1 and part 0.5: two go, units 1 and 3; {@code [0, 2]} stay.
     *
     * @param part from 0 to below 1
     */
    static int[] keep(double[] scores, double part) {
        if (!(part >= 0 && part < 1)) {
            throw new IllegalArgumentException("Structured pruning: the part of the units that goes is from 0 to below 1, got " + part + ". Try 0.5.");
        }
        // tito:begin compress.units
        int n = scores.length;
        int going = Math.min(n - 1, (int) Math.rint(part * n));
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));   // stable: of equal scores the first stay in front
        int[] kept = new int[n - going];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = order[going + i];
        }
        Arrays.sort(kept);
        return kept;
        // tito:end
    }

    /**
     * The first layer with these units alone: their rows of the weight, and their numbers of the bias if there is one. {@link Tensor#indexSelect} along axis 0 takes them, as a copy.
     *
     * <p>Worked example: a Linear (3, 2), units 0 and 2 kept, becomes a Linear (2, 2). A Conv2d keeps its {@link Conv2d#convolution}.
     */
    Layer fromWith(int... kept) {
        // tito:begin compress.shrink
        Tensor bias = from.parameters().get("bias");
        Tensor keptBias = bias == null ? null : bias.indexSelect(0, kept);
        Tensor keptRows = weight(from).indexSelect(0, kept);
        return rebuilt(from, keptRows, keptBias);
        // tito:end
    }

    /**
     * The norm with these units alone, in scale, shift and running statistics: {@link BatchNorm2d#resized} makes one of the same kind, and its state is taken out of the state of this one. A tensor
     * without axes, the count of batches, is not one number a unit and stays as it is.
     */
    BatchNorm2d normWith(int... kept) {
        BatchNorm2d smaller = norm.resized(kept.length);
        // tito:begin compress.shrink
        Map<String, Tensor> state = norm.stateDict();
        state.replaceAll((name, tensor) -> tensor.rank() == 0 ? tensor : tensor.indexSelect(0, kept));
        smaller.loadStateDict(state);
        return smaller;
        // tito:end
    }

    /**
     * The second layer, reading these units alone: of its weight the columns of each, {@link #block} of them side by side. Its bias stays: it has a number for each output.
     *
     * <p>Worked example: weight {@code [[0, 1, 2, 3, 4, 5]]}, three units of 2 columns, 0 and 2 kept: {@code [[0, 1, 4, 5]]}.
     */
    Layer toWith(int... kept) {
        // tito:begin compress.shrink
        int block = block();
        int[] columns = new int[kept.length * block];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = kept[i / block] * block + i % block;
        }
        return rebuilt(to, weight(to).indexSelect(1, columns), to.parameters().get("bias"));
        // tito:end
    }

    /** A layer of the same kind with these weights, in tensors of its own. */
    private static Layer rebuilt(Layer layer, Tensor weight, Tensor bias) {
        Tensor ownBias = bias == null ? null : bias.copy();
        return switch (layer) {
            case Linear _ -> new Linear(weight, ownBias);
            case Conv2d conv -> new Conv2d(conv.convolution(), weight, ownBias);
            default -> throw new IllegalArgumentException("Units: " + layer + " is neither a Linear nor a Conv2d.");
        };
    }
}
