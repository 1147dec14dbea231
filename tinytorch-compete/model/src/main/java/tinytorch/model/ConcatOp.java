package tinytorch.model;

import tinytorch.tensor.Tensor;

/** Channels of images side by side, or the numbers of vectors, or of the vectors of sequences. */
record ConcatOp() implements Operation {

    @Override
    public String id() {
        return "concat";
    }

    @Override
    public int fewest() {
        return 2;
    }

    @Override
    public int most() {
        return Limits.INPUTS;
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        long length = 0;
        for (Value input : site.inputs()) {
            if (input instanceof Value.Ids || !joined(input, 1).equals(joined(site.input(), 1))) {
                throw site.shape("all inputs must be equal but for the axis along which they are joined, got " + site.input() + " and " + input);
            }
            length += length(input);
        }
        // Memory is bounded later, as for any output; here only the sum must be a number.
        Value output = joined(site.input(), Math.toIntExact(length));
        int axis = output instanceof Value.Sequence ? 2 : 1;
        return Plan.over(output, inputs -> Tensor.concat(axis, inputs.toArray(Tensor[]::new)));
    }

    private static int length(Value input) {
        return input instanceof Value.Image image ? image.channels() : input.width();
    }

    private static Value joined(Value like, int length) {
        return like instanceof Value.Image image ? new Value.Image(length, image.height(), image.width()) : like.withWidth(length);
    }
}
