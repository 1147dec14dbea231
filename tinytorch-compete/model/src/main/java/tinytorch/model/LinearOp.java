package tinytorch.model;

import java.util.Set;

import tinytorch.compress.quant.QuantParameters;
import tinytorch.compress.quant.QuantizedLayers;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;

/**
 * {@code y = x W^T + b} for every row. A weight of bytes is multiplied as whole numbers: then the input is quantised with the scale and zero point in the weight {@code input}, two numbers; without them
 * every row by its own range ({@link Ranges}).
 */
record LinearOp() implements Operation {

    @Override
    public String id() {
        return "linear";
    }

    @Override
    public Set<String> needs() {
        return Set.of("weight");
    }

    @Override
    public Set<String> takes() {
        return Set.of("bias", "input");
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        if (!(site.input() instanceof Value.Vector || site.input() instanceof Value.Sequence)) {
            throw site.shape("a linear layer works on vectors and sequences, got " + site.input() + ". Flatten images, embed tokens");
        }
        Weight weight = site.weight(2);
        int out = weight.dims()[0];
        int in = weight.dims()[1];
        if (site.input().width() != in) {
            throw site.shape("its weight (" + out + ", " + in + ") needs an input of width " + in + ", got " + site.input());
        }
        Tensor bias = site.row("bias", out);
        Value output = site.input().withWidth(out);
        long work = Math.multiplyExact(output.size(), in);
        QuantParameters input = Ranges.of(site);
        return new Plan(output, work, 0, switch (weight) {
            case Weight.Numbers numbers -> dense(numbers, bias);
            case Weight.Whole whole when output instanceof Value.Sequence && whole.bits() == 4 -> dense(whole.unpacked(), bias);
            case Weight.Whole whole when output instanceof Value.Sequence && input == null -> Ranges.tokens(whole.matrix(), bias, in, out);
            case Weight.Whole whole when input == null -> Ranges.rows(QuantizedLayers.linear(whole.matrix(), bias, null), in, out);
            case Weight.Whole whole -> {
                var layer = QuantizedLayers.linear(whole.matrix(), bias, input);
                yield inputs -> layer.forward(inputs.getFirst());
            }
        });
    }

    private static Step dense(Weight.Numbers weight, Tensor bias) {
        Linear layer = new Linear(weight.tensor(), bias);
        layer.eval();
        return inputs -> layer.forward(inputs.getFirst());
    }
}
