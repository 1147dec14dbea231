package tinytorch.compete.pipeline;

import java.util.function.UnaryOperator;

/**
 * One optimisation. It makes a new model and leaves the given one as it is, so that a step that was none can be taken back.
 *
 * <pre>{@code
 * new Stage("kernels", model -> model.on("vector"))
 * new Stage("fold", model -> model.with(Folding.fold(model.network())))
 * new Stage("int8", model -> model.with(Quantization.int8(model.network()), Saving.QUANTIZED))
 * }</pre>
 *
 * @param name   for tables
 * @param change what it does; an {@link IllegalArgumentException} or {@link UnsupportedOperationException} says that it can't be done to this model
 */
public record Stage(String name, UnaryOperator<Model> change) {
}
