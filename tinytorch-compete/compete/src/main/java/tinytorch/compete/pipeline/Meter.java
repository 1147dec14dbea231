package tinytorch.compete.pipeline;

import java.util.Arrays;
import java.util.stream.IntStream;

import tinytorch.compete.serve.LoadReport;
import tinytorch.data.Batch;
import tinytorch.data.Dataset;
import tinytorch.nn.Layer;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Sink;

/**
 * Measures a classifier as a competition does: always in the same way, so that two numbers can be compared.
 *
 * @param examples inputs and classes
 * @param clocks   what is read, {@link Clocks#system} except in tests
 * @param batch    how many examples at a time are judged for the accuracy
 * @param warmUp   calls of one example before any is timed: the compiler needs them
 * @param calls    calls that are timed
 */
public record Meter(Dataset examples, Clocks clocks, int batch, int warmUp, int calls) {

    public Meter {
        if (batch < 1 || warmUp < 0 || calls < 1 || examples.size() < 1) {
            throw new IllegalArgumentException("Meter: batch, calls and examples are 1 or more and the warm-up is not negative, got " + batch + ", " + calls + ", " + examples.size() + " and " + warmUp + ".");
        }
    }

    /** All that there is to say about a model: on its kernels, in eval mode, with tracking off; afterwards kernels and mode are those of before. */
    public Score measure(Model model) {
        Layer network = model.network();
        boolean training = network.training();
        String kernels = Kernels.active().name();
        network.eval();
        try {
            Kernels.use(model.kernels());
            return Tracking.off(() -> {
                double accuracy = accuracy(network);
                double[] seconds = new double[calls];
                long memory = time(network, seconds);
                Arrays.sort(seconds);
                return new Score(accuracy, LoadReport.percentile(seconds, 50), LoadReport.percentile(seconds, 95), model.bytes(), memory);
            });
        } finally {
            Kernels.use(kernels);
            if (training) {
                network.train();
            }
        }
    }

    /**
     * The part of all examples whose largest logit is that of their class. They come in batches of {@link #batch}, in order ({@link Dataset#batch}); the last may be smaller, and every example counts once.
     *
     * <p>Worked example: 5 examples in batches of 2, right about 2, 1 and 1 of them: 4 / 5, and not the mean of 1, 1/2 and 1.
     */
    double accuracy(Layer network) {
        // tito:begin compete.measure
        long right = 0;
        for (int from = 0; from < examples.size(); from += batch) {
            Batch part = examples.batch(IntStream.range(from, Math.min(examples.size(), from + batch)).toArray());
            Tensor answers = network.forward(part.inputs()).argmax(1);
            for (int i = 0; i < part.size(); i++) {
                right += answers.get(i) == part.targets().get(i) ? 1 : 0;
            }
        }
        return (double) right / examples.size();
        // tito:end
    }

    /**
     * The seconds of each of the timed calls, and the bytes that a call allocated, on average of these.
     *
     * <p>Call i, the warm-up's included, is about example {@code i % size}, a batch of one, which is read before the clock starts: reading is not the model's work. First {@link #warmUp} calls that count for
     * nothing. Nothing stands between the two readings of the wall clock but {@code forward}; its result goes to the {@link Sink}.
     *
     * @param seconds filled, one for each timed call
     * @return bytes for one call: those of all timed calls together, divided by their number
     */
    long time(Layer network, double[] seconds) {
        // tito:begin compete.measure
        long bytes = 0;
        for (int i = 0; i < warmUp + calls; i++) {
            Tensor input = examples.batch(i % examples.size()).inputs();
            long allocated = clocks.allocatedBytes();
            long start = clocks.wallNanos();
            Tensor output = network.forward(input);
            long end = clocks.wallNanos();
            long more = clocks.allocatedBytes() - allocated;
            Sink.keep(output);
            if (i >= warmUp) {
                seconds[i - warmUp] = (end - start) / 1e9;
                bytes += more;
            }
        }
        return bytes / calls;
        // tito:end
    }
}
