package tinytorch.data;

import tinytorch.tensor.Tensor;

/**
 * One thing to learn from.
 *
 * @param input  what the network sees
 * @param target what it should say: for a classification the number of the class, of shape {@code ()}
 */
public record Example(Tensor input, Tensor target) {
}
