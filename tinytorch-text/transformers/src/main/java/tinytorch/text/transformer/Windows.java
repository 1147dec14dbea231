package tinytorch.text.transformer;

import java.util.random.RandomGenerator;
import tinytorch.data.Batch;
import tinytorch.data.Dataset;
import tinytorch.data.Example;
import tinytorch.data.Sampler;
import tinytorch.tensor.Tensor;

/**
 * Windows of a text: an example is {@code context} tokens in a row, and what it should say is the same a token later.
 *
 * @param ids     the text
 * @param context tokens of a window
 */
public record Windows(int[] ids, int context) implements Dataset {

    /** Every place at which a window can begin. */
    @Override
    public int size() {
        return ids.length - context;
    }

    @Override
    public Example get(int index) {
        Batch one = batch(index);
        return new Example(one.inputs().select(0, 0), one.targets().select(0, 0));
    }

    /** Inputs and targets of shape (windows, context). */
    @Override
    public Batch batch(int... indices) {
        float[] inputs = new float[indices.length * context];
        float[] targets = new float[indices.length * context];
        for (int i = 0; i < indices.length; i++) {
            for (int t = 0; t < context; t++) {
                inputs[i * context + t] = ids[indices[i] + t];
                targets[i * context + t] = ids[indices[i] + t + 1];
            }
        }
        return new Batch(Tensor.wrap(inputs, indices.length, context), Tensor.wrap(targets, indices.length, context));
    }

    /** So many windows at random places, which may overlap. */
    public record AtRandom(int count) implements Sampler {
        @Override
        public int[] order(int size, RandomGenerator random) {
            int[] places = new int[count];
            for (int i = 0; i < count; i++) {
                places[i] = random.nextInt(size);
            }
            return places;
        }

        @Override
        public int count(int size) {
            return count;
        }
    }

    /** So many windows, or one if there are fewer, evenly over the text: always the same. */
    public record Spread(int count) implements Sampler {
        @Override
        public int[] order(int size, RandomGenerator random) {
            int[] places = new int[count(size)];
            for (int i = 0; i < places.length; i++) {
                places[i] = (int) ((long) i * size / places.length);
            }
            return places;
        }

        @Override
        public int count(int size) {
            return Math.min(count, size);
        }
    }
}
