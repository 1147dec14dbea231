package tinytorch.compete.ensemble;

import java.util.ArrayList;
import java.util.List;

import tinytorch.nn.Layer;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Several networks as one: the mean of their probabilities. Networks that started from other weights make other mistakes, and where one is wrong the others outvote it. It costs as many times the work as there
 * are members; {@link tinytorch.compress.distill.DistillationLoss} can put what they say into one.
 *
 * <p>It is for inference: no gradient flows through it.
 */
public final class Ensemble extends Layer {
    private final List<Layer> members;
    private final double temperature;

    /** Of these classifiers, each of which maps an input to logits (N, C). */
    public Ensemble(List<Layer> members) {
        this(members, 1);
    }

    private Ensemble(List<Layer> members, double temperature) {
        if (members.isEmpty() || !(temperature > 0)) {
            throw new IllegalArgumentException("Ensemble: one member or more and a temperature above 0, got " + members.size() + " and " + temperature + ".");
        }
        this.members = List.copyOf(members);
        this.temperature = temperature;
        for (int i = 0; i < members.size(); i++) {
            child(Integer.toString(i), members.get(i));
        }
    }

    /** The same members as a teacher at temperature T: a {@code DistillationLoss} of this temperature learns from the mean of their <em>softened</em> probabilities. */
    public Ensemble at(double teachersTemperature) {
        return new Ensemble(members, teachersTemperature);
    }

    /**
     * Asks every member about the input, and gives {@link #mean} of what they say.
     *
     * @return (N, C)
     */
    @Override
    public Tensor forward(Tensor input) {
        return Tracking.off(() -> {
            List<Tensor> all = new ArrayList<>();
            for (Layer member : members) {
                Tensor logits = member.forward(input);
                if (logits.rank() != 2 || !all.isEmpty() && !logits.shape().equals(all.getFirst().shape())) {
                    throw new ShapeException("Ensemble: every member must give logits (N, C), and all the same; member " + all.size() + " gave " + logits.shape() + ".");
                }
                all.add(logits);
            }
            return mean(all);
        });
    }

    /**
     * Numbers that a softmax at temperature T turns into the mean of the members' probabilities at T:
     *
     * <pre>
     * p_i = softmax(z_i / T)            of member i's logits z_i
     * output = T * log(mean_i p_i)      softmax(output / T) is the mean, and at T = 1 softmax(output)
     * </pre>
     *
     * The mean of the logits is something else: one member that is very sure would silence all others.
     *
     * <p>A probability may be too small for a number while its logarithm is not: {@link LogSoftmax} along axis 1 gives the logarithms l_i, and with the largest of them taken out,
     * {@code log(sum_i exp(l_i)) = max + log(sum_i exp(l_i - max))}, in {@code double}. A class that all members rule out (a logit of -infinity, as a mask gives it) stays ruled out: infinity minus infinity would be NaN, so
     * what is as large as the largest counts 1.
     *
     * <p>Worked example: T = 1, logits [ln 3, 0] and [0, 0]: probabilities [3/4, 1/4] and [1/2, 1/2], mean [5/8, 3/8], output [ln 5/8, ln 3/8].
     *
     * @param all logits (N, C) of every member
     */
    private Tensor mean(List<Tensor> all) {
        // tito:begin compete.ensemble
        List<float[]> logs = new ArrayList<>();
        for (Tensor logits : all) {
            logs.add(new LogSoftmax(1).forward(logits.div((float) temperature)).toArray());
        }
        float[] output = new float[all.getFirst().size()];
        for (int j = 0; j < output.length; j++) {
            double max = Double.NEGATIVE_INFINITY;
            for (float[] member : logs) {
                max = Math.max(max, member[j]);
            }
            double sum = 0;
            for (float[] member : logs) {
                sum += member[j] == max ? 1 : Math.exp(member[j] - max);
            }
            output[j] = (float) (temperature * (max + Math.log(sum / logs.size())));
        }
        return Tensor.wrap(output, all.getFirst().dims());
        // tito:end
    }
}
