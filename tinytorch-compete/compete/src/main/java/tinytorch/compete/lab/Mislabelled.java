package tinytorch.compete.lab;

import java.util.SplittableRandom;

import tinytorch.data.Batch;
import tinytorch.data.Dataset;
import tinytorch.data.Example;
import tinytorch.tensor.Tensor;

/**
 * Pictures of which some have a wrong class: who learns these by heart learns mistakes, and everybody learns them in another way.
 *
 * @param pictures with the right classes
 * @param classes  what they are said to be
 */
record Mislabelled(Dataset pictures, float[] classes) implements Dataset {
    private static final int CLASSES = 10;

    /** Each picture gets, in so many of all cases, one of the other classes. */
    static Mislabelled of(Dataset pictures, double part, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] classes = new float[pictures.size()];
        for (int i = 0; i < classes.length; i++) {
            int right = (int) pictures.get(i).target().item();
            classes[i] = random.nextDouble() < part ? (right + random.nextInt(1, CLASSES)) % CLASSES : right;
        }
        return new Mislabelled(pictures, classes);
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public Example get(int index) {
        return new Example(pictures.get(index).input(), Tensor.scalar(classes[index]));
    }

    @Override
    public Batch batch(int... indices) {
        return new Batch(pictures.batch(indices).inputs(), Tensor.of(classes).indexSelect(0, indices));
    }
}
