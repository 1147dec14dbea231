package tinytorch.tensor;

import java.util.List;

/**
 * Where a tensor came from: the operation and its inputs. Following origins backwards is the computational graph.
 *
 * @param op       the operation
 * @param inputs   its inputs, in order
 * @param versions the version of every input's storage when the operation read it
 */
public record Origin(Op op, List<Tensor> inputs, List<Integer> versions) {

    Origin(Op op, List<Tensor> inputs) {
        this(op, inputs, inputs.stream().map(Tensor::version).toList());
    }

    /**
     * Checks that no input was changed in place since the operation read it: its gradient rule would silently use the new value.
     *
     * @throws IllegalStateException if one was
     */
    public void checkUnchanged() {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).version() != versions.get(i)) {
                throw new IllegalStateException(op + ": input " + i + " of shape " + inputs.get(i).shape() + " was changed in place (version "
                        + versions.get(i) + " was used, now " + inputs.get(i).version() + "), so the gradient would be wrong. Change a copy() instead.");
            }
        }
    }
}
