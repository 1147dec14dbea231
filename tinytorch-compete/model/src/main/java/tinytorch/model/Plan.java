package tinytorch.model;

/**
 * An operation in its place in a graph.
 *
 * @param output what comes out
 * @param work   multiply-adds for one example
 * @param room   numbers that it needs for one example beside its output
 * @param step   to run it
 */
record Plan(Value output, long work, long room, Step step) {

    /** One that goes over its output once. */
    static Plan over(Value output, Step step) {
        return new Plan(output, output.size(), 0, step);
    }
}
