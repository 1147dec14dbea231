package tinytorch.model;

import java.util.Map;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;

/** A function of each number, or, as softmax, of each row. */
record ActivationOp(String id, Map<String, Object> attributes, Activation function) implements Operation {
    private static final String SLOPE = "negative_slope";
    private static final String APPROXIMATE = "approximate";
    /** {@code x sigmoid(x)}: no activation of the library, but made of one. */
    private static final String SILU = "silu";

    static ActivationOp of(String id, Attributes given) throws Rejected {
        return switch (id) {
            case "relu" -> new ActivationOp(id, Map.of(), new ReLU());
            case "leaky_relu" -> {
                double slope = given.number(SLOPE, 0.01, -1, 1);
                yield new ActivationOp(id, Map.of(SLOPE, slope), new LeakyReLU((float) slope));
            }
            case "gelu" -> {
                String approximate = given.word(APPROXIMATE, "none", "tanh");
                yield new ActivationOp(id, Map.of(APPROXIMATE, approximate), new GELU(approximate.equals("tanh") ? GELU.Approximation.TANH : GELU.Approximation.NONE));
            }
            case SILU, "sigmoid" -> new ActivationOp(id, Map.of(), new Sigmoid());
            case "tanh" -> new ActivationOp(id, Map.of(), new Tanh());
            case "softmax" -> new ActivationOp(id, Map.of(), new Softmax(-1));
            case "log_softmax" -> new ActivationOp(id, Map.of(), new LogSoftmax(-1));
            default -> throw new Rejected(Reason.UNKNOWN_OP, "model.json: there is no operation " + Names.printable(id) + ". The documentation lists those that there are.");
        };
    }

    /** The operation for an activation of the library. */
    static ActivationOp of(Activation activation) {
        return switch (activation) {
            case ReLU _ -> new ActivationOp("relu", Map.of(), activation);
            case LeakyReLU leaky -> new ActivationOp("leaky_relu", Map.of(SLOPE, (double) leaky.slope()), activation);
            case GELU gelu -> new ActivationOp("gelu", Map.of(APPROXIMATE, gelu.approximation() == GELU.Approximation.TANH ? "tanh" : "none"), activation);
            case Sigmoid _ -> new ActivationOp("sigmoid", Map.of(), activation);
            case Tanh _ -> new ActivationOp("tanh", Map.of(), activation);
            case Softmax _ -> new ActivationOp("softmax", Map.of(), activation);
            case LogSoftmax _ -> new ActivationOp("log_softmax", Map.of(), activation);
            default -> throw new IllegalArgumentException("A submission has no operation for the activation " + activation + ".");
        };
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        if (site.input() instanceof Value.Ids) {
            throw site.shape("token ids are no numbers to compute with. Put an embedding first");
        }
        if (site.input() instanceof Value.Image && (function instanceof Softmax || function instanceof LogSoftmax)) {
            throw site.shape("a softmax works on vectors and sequences, got " + site.input());
        }
        return Plan.over(site.input(), id.equals(SILU)
                ? inputs -> inputs.getFirst().mul(Tensor.apply(function, inputs.getFirst()))
                : inputs -> Tensor.apply(function, inputs.getFirst()));
    }
}
