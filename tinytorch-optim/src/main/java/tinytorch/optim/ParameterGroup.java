package tinytorch.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.tensor.Tensor;

/**
 * Parameters that are moved with the same settings, as an entry of {@code optimizer.param_groups} in PyTorch. Most trainings have
 * one group; a second one is for parameters that shall learn slower, or that no weight decay shall pull at (biases).
 *
 * <pre>{@code
 * ParameterGroup.of(network.parameters(), 0.1).weightDecay(5e-4)
 * }</pre>
 *
 * <p>The settings are {@code double}, because PyTorch's are: {@code 1 - 0.999f} is off by one part in 80,000.
 */
public final class ParameterGroup {
    private final Map<String, Tensor> parameters;
    private double initialLearningRate;
    private double learningRate;
    private double weightDecay;
    private double momentum;

    private ParameterGroup(Map<String, Tensor> parameters, double learningRate) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.initialLearningRate = learningRate;
        learningRate(learningRate);
    }

    /**
     * A group without weight decay.
     *
     * @param parameters   by name, such as {@code network.parameters()}; the names are those of the saved state
     * @param learningRate the length of a step in units of the gradient, 0 or more
     */
    public static ParameterGroup of(Map<String, Tensor> parameters, double learningRate) {
        return new ParameterGroup(parameters, learningRate);
    }

    /** The parameters by name, in order. */
    public Map<String, Tensor> parameters() {
        return parameters;
    }

    /** The learning rate that the group was made with: what a {@link Schedule} multiplies. */
    public double initialLearningRate() {
        return initialLearningRate;
    }

    /** The learning rate of the next step. */
    public double learningRate() {
        return learningRate;
    }

    /** Sets the learning rate, from the next step on; returns this group. */
    public ParameterGroup learningRate(double value) {
        this.learningRate = notNegative("learning rate", value, "Try 0.1 for SGD, 0.001 for Adam.");
        return this;
    }

    /** How strongly parameters are pulled to 0. */
    public double weightDecay() {
        return weightDecay;
    }

    /** Sets the weight decay, from the next step on; returns this group. */
    public ParameterGroup weightDecay(double value) {
        this.weightDecay = notNegative("weight decay", value, "Try 5e-4, or 0 for none.");
        return this;
    }

    /** Which part of the mean gradient of the steps before lives on: SGD's momentum, Adam's beta1. Its optimizer sets it first. */
    public double momentum() {
        return momentum;
    }

    /** Sets the momentum, from the next step on; returns this group. A schedule may do so: see {@link OneCycle}. */
    public ParameterGroup momentum(double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("ParameterGroup: the momentum must be from 0 to below 1, got " + value
                    + ": with 1 no gradient would ever be forgotten. Try 0.9.");
        }
        this.momentum = value;
        return this;
    }

    /** The settings by their names in a saved state. */
    Map<String, Double> settings() {
        Map<String, Double> settings = new LinkedHashMap<>();
        settings.put("learning_rate", learningRate);
        settings.put("initial_learning_rate", initialLearningRate);
        settings.put("weight_decay", weightDecay);
        settings.put("momentum", momentum);
        return settings;
    }

    /** Takes saved {@link #settings}; a number that makes no sense is refused, and nothing is changed. */
    void restore(Map<String, Double> saved) {
        ParameterGroup checked = of(parameters, saved.get("initial_learning_rate")).learningRate(saved.get("learning_rate"))
                .weightDecay(saved.get("weight_decay")).momentum(saved.get("momentum"));
        initialLearningRate = checked.initialLearningRate;
        learningRate = checked.learningRate;
        weightDecay = checked.weightDecay;
        momentum = checked.momentum;
    }

    private static double notNegative(String what, double value, String advice) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("ParameterGroup: the " + what + " must be a finite number, 0 or more, got " + value + ". " + advice);
        }
        return value;
    }
}
