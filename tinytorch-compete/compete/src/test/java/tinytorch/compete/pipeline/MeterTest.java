package tinytorch.compete.pipeline;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.TensorDataset;
import tinytorch.nn.Layer;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;
import tinytorch.workbench.Clocks;

@Tag("compete.measure")
class MeterTest {
    /** Class 1 if the number is above 0. The third is wrong. */
    private final TensorDataset examples = new TensorDataset(tensor(shape(5, 1), 1, -1, 1, -2, 3), tensor(shape(5), 1, 0, 0, 0, 1));
    private final List<String> seen = new ArrayList<>();
    private final long[] time = {0, 0};

    /** A clock that stands still while nothing is computed. */
    private final Clocks clocks = new Clocks() {
        @Override
        public long wallNanos() {
            return time[0];
        }

        @Override
        public long cpuNanos() {
            return 0;
        }

        @Override
        public long allocatedBytes() {
            return time[1];
        }
    };

    /** Says (0, x); a call about one example takes as many seconds as calls were made so far, and 100 bytes a second. */
    private final class Sign extends Layer {
        private int calls;

        @Override
        public Tensor forward(Tensor input) {
            if (input.dim(0) == 1) {
                calls++;
                time[0] += calls * 1_000_000_000L;
                time[1] += calls * 100L;
            }
            seen.add(input.dim(0) + ":" + (int) input.get(0, 0) + (training() ? " training" : ""));
            return Tensor.concat(1, input.mul(0), input);
        }
    }

    @Test
    void everyExampleCountsOnce() {
        Meter meter = new Meter(examples, clocks, 2, 0, 1);
        Check.call("Meter.accuracy", "5 examples in batches of 2").because("4 of 5 are right; the last batch has one").equal(() -> meter.accuracy(new Sign()), 0.8);
        Check.call("Meter.accuracy", "what the network was asked, as size:first number").because("2, 2 and 1 examples, in order").equal(() -> seen, List.of("2:1 training", "2:1 training", "1:3 training"));
        Check.call("Meter.accuracy", "all in one batch").equal(() -> new Meter(examples, clocks, 99, 0, 1).accuracy(new Sign()), 0.8);
    }

    @Test
    void theWarmUpDoesNotCount() {
        double[] seconds = new double[3];
        long bytes = Check.call("Meter.time", "warm-up 4, 3 calls").run(() -> new Meter(examples, clocks, 2, 4, 3).time(new Sign(), seconds));
        Check.call("Meter.time", "warm-up 4, 3 calls").because("calls 5, 6 and 7 take 5, 6 and 7 seconds").gives(() -> Values.of(seconds, 3), Values.of(new double[] {5, 6, 7}, 3));
        Check.call("Meter.time", "its result").because("(500 + 600 + 700) bytes / 3 calls").equal(() -> bytes, 600L);
        Check.call("Meter.time", "what the network was asked, as size:number").because("one example at a time, in turn, from the first again behind the last").equal(() -> seen,
                List.of("1:1 training", "1:-1 training", "1:1 training", "1:-2 training", "1:3 training", "1:1 training", "1:-1 training"));
    }

    @Test
    void readingAnExampleIsNotTheModelsWork() {
        tinytorch.data.Dataset slow = new tinytorch.data.Dataset() {
            @Override
            public int size() {
                return examples.size();
            }

            @Override
            public tinytorch.data.Example get(int index) {
                time[0] += 1_000_000_000_000L;
                time[1] += 1_000_000;
                return examples.get(index);
            }
        };
        double[] seconds = new double[2];
        long bytes = Check.call("Meter.time").run(() -> new Meter(slow, clocks, 2, 0, 2).time(new Sign(), seconds));
        Check.call("Meter.time", "reading takes 1000 s").gives(() -> Values.of(seconds, 2), Values.of(new double[] {1, 2}, 2));
        Check.call("Meter.time", "reading allocates 1 MB").equal(() -> bytes, 150L);
    }

    @Test
    @LookAt({"Meter.accuracy", "Meter.time"})
    void aScoreHasAllOfIt() {
        Layer network = new Sign();
        Model model = new Model(network, (file, _) -> java.nio.file.Files.write(file, new byte[123]));
        Check.call("Meter.measure").because("accuracy, p50 and p95 of 3, 4, ..., 12 s (two calls before them are the warm-up's), bytes on disk, bytes a call")
                .equal(() -> new Meter(examples, clocks, 5, 2, 10).measure(model), new Score(0.8, 7, 12, 123, 750));
        Check.call("Meter.measure").because("in eval mode, and in the old mode afterwards")
                .holds(network.training() && seen.stream().noneMatch(call -> call.endsWith("training")), "eval mode while measuring, train mode after", seen);
        Check.call("Tracking").equal(Tracking::isOn, true);
    }

    @Test
    void aModelRunsOnItsOwnKernels() {
        String before = Kernels.active().name();
        List<String> kernels = new ArrayList<>();
        Layer network = new Layer() {
            @Override
            public Tensor forward(Tensor input) {
                kernels.add(Kernels.active().name());
                return Tensor.concat(1, input.mul(0), input);
            }
        };
        Check.call("Meter.measure", "on scalar kernels").run(() -> new Meter(examples, clocks, 5, 0, 1).measure(new Model(network, (file, _) -> java.nio.file.Files.write(file, new byte[1])).on("scalar")));
        Check.call("Kernels.active", "while measuring").equal(() -> kernels, List.of("scalar", "scalar"));
        Check.call("Kernels.active", "afterwards").equal(() -> Kernels.active().name(), before);
    }
}
