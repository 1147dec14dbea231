package tinytorch.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import tinytorch.tensor.Tensor;

/**
 * Where an operation stands: what its shape rule looks at.
 *
 * @param node    its name, for messages
 * @param inputs  what comes in
 * @param weights by their roles
 */
record Site(String node, List<Value> inputs, Map<String, Weight> weights) {

    /** The first input. */
    Value input() {
        return inputs.getFirst();
    }

    /** The input as an image, or a refusal. */
    Value.Image image() throws Rejected {
        if (input() instanceof Value.Image image) {
            return image;
        }
        throw shape("its input must be an image (C, H, W), got " + input());
    }

    /** The weight itself, whatever it is kept as, which must have so many axes. */
    Weight weight(int axes) throws Rejected {
        Weight weight = weights.get("weight");
        if (weight.dims().length != axes || Arrays.stream(weight.dims()).anyMatch(dim -> dim == 0)) {
            throw shape("its weight must have " + axes + " axes, none of them empty, got " + Arrays.toString(weight.dims()));
        }
        return weight;
    }

    /** A row of so many numbers; {@code null} if there is none, which only those that need not be there can be. */
    Tensor row(String role, int length) throws Rejected {
        Weight weight = weights.get(role);
        if (weight == null) {
            return null;
        }
        Tensor numbers = numbers(role);
        if (numbers.rank() != 1 || numbers.dim(0) != length) {
            throw shape("its " + role + " must have the shape [" + length + "], got " + Arrays.toString(numbers.dims()));
        }
        return numbers;
    }

    /** A weight that must not be quantised. */
    Tensor numbers(String role) throws Rejected {
        if (weights.get(role) instanceof Weight.Numbers numbers) {
            return numbers.tensor();
        }
        throw refuse(Reason.DTYPE, "its " + role + " can't be kept in whole numbers. Store it as F32, F16 or BF16.");
    }

    Rejected shape(String rule) {
        return refuse(Reason.SHAPE, rule + ".");
    }

    Rejected refuse(Reason reason, String text) {
        return new Rejected(reason, "node \"" + node + "\": " + text);
    }
}
