package tinytorch.model;

import java.util.Set;

import tinytorch.compress.quant.QuantizedLayers;
import tinytorch.nn.Layer;
import tinytorch.text.embedding.Embedding;

/** The vector of each token: a row of the weight (alphabet, D). */
record EmbeddingOp() implements Operation {

    @Override
    public String id() {
        return "embedding";
    }

    @Override
    public Set<String> needs() {
        return Set.of("weight");
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        if (!(site.input() instanceof Value.Ids ids)) {
            throw site.shape("an embedding looks up token ids: only the input of a text model is such");
        }
        Weight weight = site.weight(2);
        if (weight.dims()[0] != ids.alphabet()) {
            throw site.shape("its table has " + weight.dims()[0] + " rows for an alphabet of " + ids.alphabet() + " characters");
        }
        Layer layer = switch (weight) {
            case Weight.Numbers numbers -> new Embedding(numbers.tensor());
            case Weight.Whole whole -> QuantizedLayers.embedding(whole.matrix());
        };
        return Plan.over(ids.withWidth(weight.dims()[1]), inputs -> layer.forward(inputs.getFirst()));
    }
}
