package tinytorch.tensor;

/** Shapes that an operation can't work on. The message names the operation, the broken rule, the shapes and a way out. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }

    /** {@code operation: rule. Left (2, 3), right (2, 4). What to do.} */
    public ShapeException(String operation, String rule, Shape left, Shape right, String advice) {
        super(operation + ": " + rule + ". Left " + left + ", right " + right + ". " + advice);
    }

    /** Two lengths that differ where neither is 1; {@code axis} is the axis of the result. */
    static ShapeException notBroadcastable(String operation, int axis, Shape left, Shape right) {
        int rank = Math.max(left.rank(), right.rank());
        return new ShapeException(operation, "dimension " + axis + ": " + left.dim(axis - rank) + " != " + right.dim(axis - rank)
                + " and neither is 1", left, right, "Make the lengths equal, or one of them 1 (unsqueeze adds an axis of length 1).");
    }
}
