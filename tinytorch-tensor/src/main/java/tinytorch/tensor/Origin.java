package tinytorch.tensor;

import java.util.List;

/**
 * Where a tensor came from: the operation and its inputs. Following origins backwards is the computational graph.
 *
 * @param op            the operation
 * @param inputs        its inputs, in order
 * @param versions      the version of every input's storage when the operation read it
 * @param outputVersion the version of the result's storage when the operation had made it: many rules use the result
 */
public record Origin(Op op, List<Tensor> inputs, List<Integer> versions, int outputVersion) {

    Origin(Op op, List<Tensor> inputs, Tensor output) {
        this(op, inputs, inputs.stream().map(Tensor::version).toList(), output.version());
    }

    /**
     * Checks that neither the inputs nor the result were changed in place since: the gradient rule would silently use the
     * new values.
     *
     * @param output the tensor whose origin this is
     * @throws IllegalStateException if one was
     */
    public void checkUnchanged(Tensor output) {
        for (int i = 0; i < inputs.size(); i++) {
            check("input " + i, inputs.get(i), versions.get(i));
        }
        check("the result", output, outputVersion);
    }

    private void check(String which, Tensor tensor, int version) {
        if (tensor.version() != version) {
            throw new IllegalStateException(op + ": " + which + " of shape " + tensor.shape() + " was changed in place (version "
                    + version + " was used, now " + tensor.version() + "), so the gradient would be wrong. Change a copy() instead.");
        }
    }
}
