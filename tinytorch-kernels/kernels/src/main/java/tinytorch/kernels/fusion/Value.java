package tinytorch.kernels.fusion;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.UnaryOp;

/** What one step of a chain gives; the values it needs are named by their number in the chain. Equal values are computed once. */
sealed interface Value {

    /** Element i of one of the inputs. */
    record Input(int which) implements Value { }

    /** The same number for every element. */
    record Constant(float number) implements Value { }

    /** {@code op(x)} */
    record Unary(UnaryOp op, int x) implements Value { }

    /** {@code op(a, b)} */
    record Binary(BinaryOp op, int a, int b) implements Value { }

    /** Whether this value reads that of this number. */
    default boolean reads(int number) {
        return switch (this) {
            case Input _, Constant _ -> false;
            case Unary(UnaryOp _, int x) -> x == number;
            case Binary(BinaryOp _, int a, int b) -> a == number || b == number;
        };
    }
}
