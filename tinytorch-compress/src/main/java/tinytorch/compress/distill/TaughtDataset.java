package tinytorch.compress.distill;

import java.util.Objects;
import java.util.stream.IntStream;

import tinytorch.data.Batch;
import tinytorch.data.Dataset;
import tinytorch.data.Example;
import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Examples with what a teacher says about each: the target of an example is its class and then the teacher's logits, (1 + C). The teacher is asked once, not in every epoch. It has seen every picture
 * as it is: a loader that flips or shifts pictures shows the student others.
 */
public final class TaughtDataset implements Dataset {
    private final Dataset examples;
    private final Tensor logits;

    /**
     * Examples with these answers.
     *
     * @param examples whose targets are classes, ()
     * @param logits   (N, C), in the order of the examples
     */
    public TaughtDataset(Dataset examples, Tensor logits) {
        if (logits.rank() != 2 || logits.dim(0) != examples.size()) {
            throw new ShapeException("TaughtDataset: " + examples.size() + " examples need logits (" + examples.size() + ", C), got " + logits.shape() + ".");
        }
        this.examples = examples;
        this.logits = logits;
    }

    /**
     * Asks the teacher about all examples, batch after batch, in eval mode (no dropout, running statistics) and with tracking off; afterwards it is in the mode it was in before, also if something goes
     * wrong. {@link Dataset#batch} gives examples {@code from} to {@code from + size - 1}; the last batch may have fewer. {@link Tensor#concat} along axis 0 puts the answers together.
     *
     * @param batchSize how many at a time
     */
    public static TaughtDataset of(Layer teacher, Dataset examples, int batchSize) {
        // tito:begin compress.taught
        boolean training = teacher.training();
        teacher.eval();
        try {
            int n = examples.size();
            Tensor[] answers = new Tensor[Math.ceilDiv(n, batchSize)];
            for (int i = 0; i < answers.length; i++) {
                int[] places = IntStream.range(i * batchSize, Math.min(n, (i + 1) * batchSize)).toArray();
                answers[i] = Tracking.off(() -> teacher.forward(examples.batch(places).inputs()));
            }
            return new TaughtDataset(examples, Tensor.concat(0, answers));
        } finally {
            if (training) {
                teacher.train();
            }
        }
        // tito:end
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public Example get(int index) {
        Objects.checkIndex(index, size());
        Example example = examples.get(index);
        return new Example(example.input(), Tensor.concat(0, example.target().reshape(1), logits.select(0, index)));
    }

    /** The batch of the examples themselves, with targets (N, 1 + C): the classes as a column, then the rows of the logits at these places. */
    @Override
    public Batch batch(int... indices) {
        Batch batch = examples.batch(indices);
        // tito:begin compress.taught
        return new Batch(batch.inputs(), Tensor.concat(1, batch.targets().unsqueeze(1), logits.indexSelect(0, indices)));
        // tito:end
    }
}
