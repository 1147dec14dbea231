package tinytorch.contest;

import java.util.stream.IntStream;
import tinytorch.data.Batch;
import tinytorch.data.Cifar10;
import tinytorch.data.Dataset;
import tinytorch.data.Example;
import tinytorch.data.ImageDataset;
import tinytorch.data.Mnist;
import tinytorch.data.SplitMix;
import tinytorch.data.Subset;
import tinytorch.data.source.DataException;
import tinytorch.model.Task;
import tinytorch.nn.spatial.Normalize;
import tinytorch.tensor.Tensor;

/**
 * The pictures of a task, as a network gets them.
 *
 * @param training to learn from
 * @param test     to judge by: the first of the test pictures
 */
record Pictures(Dataset training, Dataset test) {
    private static final int TESTED = 2_000;

    /** Pictures of the user's datasets for this contender: as rows if its first layer is linear, normalised if it wants that. */
    static Pictures of(Contender.Images contender) throws DataException {
        boolean rows = contender.network().parameters().get("0.weight") instanceof Tensor first && first.rank() == 2;
        boolean digits = contender.task() == Task.MNIST;
        ImageDataset test = digits ? Mnist.test() : Cifar10.test();
        return new Pictures(new Prepared(digits ? Mnist.training() : Cifar10.training(), rows, contender.normalize()),
                new Subset(new Prepared(test, rows, contender.normalize()), IntStream.range(0, TESTED).toArray()));
    }

    /** Some of the training pictures, in batches: enough to see which numbers occur. */
    Iterable<Tensor> samples(int batches, int size) {
        return () -> IntStream.range(0, batches).mapToObj(b -> training.batch(IntStream.range(b * size, (b + 1) * size).map(i -> i % training.size()).toArray()).inputs()).iterator();
    }

    private record Prepared(ImageDataset images, boolean rows, Normalize normalize) implements Dataset {
        @Override
        public int size() {
            return images.size();
        }

        @Override
        public Example get(int index) {
            Batch one = batch(index);
            return new Example(one.inputs().select(0, 0), one.targets().select(0, 0));
        }

        @Override
        public Batch batch(int... indices) {
            Batch batch = images.batch(indices);
            Tensor inputs = normalize == null ? batch.inputs() : normalize.apply(batch.inputs(), SplitMix.of(0));
            return new Batch(rows ? inputs.reshape(inputs.dim(0), -1) : inputs, batch.targets());
        }
    }
}
