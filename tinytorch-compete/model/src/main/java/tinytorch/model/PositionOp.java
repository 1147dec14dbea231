package tinytorch.model;

import java.util.Set;

import tinytorch.text.embedding.LearnedPositions;
import tinytorch.tensor.Tensor;

/** Adds to the vector of each token that of its position: a row of the weight (positions, D). */
record PositionOp() implements Operation {

    @Override
    public String id() {
        return "position_embedding";
    }

    @Override
    public Set<String> needs() {
        return Set.of("weight");
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        if (!(site.input() instanceof Value.Sequence sequence)) {
            throw site.shape("positions are those of a sequence, got " + site.input());
        }
        Tensor table = site.numbers("weight");
        if (table.rank() != 2 || table.dim(0) < sequence.length() || table.dim(1) != sequence.width()) {
            throw site.shape("its table must have a row of " + sequence.width() + " numbers for each of " + sequence.length() + " positions, got " + table.shape());
        }
        LearnedPositions positions = new LearnedPositions(table);
        return Plan.over(sequence, inputs -> positions.forward(inputs.getFirst()));
    }
}
