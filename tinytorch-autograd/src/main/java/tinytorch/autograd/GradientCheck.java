package tinytorch.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Checks the gradient of a function of yours against central differences, as {@code torch.autograd.gradcheck}: each number
 * of the inputs is moved a little up and a little down, to see how much the output changes.
 *
 * <pre>{@code
 * new GradientCheck("my GELU", new SplittableRandom(1)).check(in -> myGelu(in.getFirst()), Tensor.randn(random, 3, 4));
 * }</pre>
 *
 * <p>The output is turned into one number with random weights: see {@link Probe}. Four forward passes for each number of each input, so
 * check small tensors.
 *
 * @param name   of the function, for messages
 * @param random for the weights
 */
public record GradientCheck(String name, RandomGenerator random) {

    /**
     * Compares backward with central differences for each number of each input.
     *
     * @param function of the inputs; called with tensors of the same numbers that want gradients
     * @param inputs   where to check: not at a kink, such as 0 for an absolute value. They are not changed
     * @throws GradientException if a gradient is wrong; the message names the worst place, both numbers, and what the mistake looks like
     */
    public void check(Function<List<Tensor>, Tensor> function, Tensor... inputs) {
        // tito:begin autograd.check
        List<Tensor> leaves = Arrays.stream(inputs).map(input -> Tensor.of(input.toArray(), input.dims()).requiresGrad(true)).toList();
        Tensor output = Tracking.on(() -> function.apply(leaves));
        Tensor weights = Tensor.uniform(random, -1, 1, output.dims());
        List<Tensor> gradients = output.requiresGrad() ? Autograd.gradients(output, weights, leaves) : Arrays.asList(new Tensor[inputs.length]);
        Probe probe = new Probe(function, leaves, weights);
        for (int i = 0; i < inputs.length; i++) {
            Tensor gradient = gradients.get(i);
            float[] backward = gradient == null ? new float[inputs[i].size()] : gradient.toArray();
            compare(probe, i, leaves.get(i), backward);
        }
        // tito:end
    }

    private void compare(Probe probe, int i, Tensor input, float[] backward) {
        double[] slopes = new double[backward.length];
        for (int element = 0; element < slopes.length; element++) {
            slopes[element] = probe.slope(i, element);
        }
        Verdict verdict = new Verdict(backward, slopes, probe.noise());
        if (verdict.wrong() > 0) {
            int worst = verdict.worst();
            String where = name + ": input " + i + " of shape " + input.shape() + ", element " + worst + " = " + input.toArray()[worst];
            throw new GradientException(where + ": " + verdict.text(probe.oneSided(i, worst, -1), probe.oneSided(i, worst, 1)));
        }
    }
}
