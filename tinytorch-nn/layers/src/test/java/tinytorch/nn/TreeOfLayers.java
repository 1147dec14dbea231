package tinytorch.nn;

import static tinytorch.tensor.TestTensors.counting;

import tinytorch.tensor.Tensor;

/** The network of the golden file: three levels, buffers between parameters, a parameter after a child, a shared weight. */
final class TreeOfLayers extends Group {
    final Unit first = child("first", new Unit(counting(2, 2)));
    final Group blocks = child("blocks", new Group());
    final Tensor scale;
    final Tensor steps;
    final Unit last;

    TreeOfLayers() {
        blocks.add("0", new Block());
        blocks.add("1", new Block());
        scale = parameter("scale", counting(2));
        steps = buffer("steps", counting(1));
        last = child("last", new Unit(first.weight));
    }

    static final class Unit extends Group {
        final Tensor weight;
        final Tensor mean = buffer("mean", counting(2));
        final Tensor bias;

        Unit(Tensor weight) {
            this.weight = parameter("weight", weight);
            this.bias = parameter("bias", counting(2));
        }
    }

    static final class Block extends Group {
        final Unit query = child("query", new Unit(counting(2, 2)));
        final Tensor gain = parameter("gain", counting(1));
        final Unit output = child("output", new Unit(counting(2, 2)));
    }
}
