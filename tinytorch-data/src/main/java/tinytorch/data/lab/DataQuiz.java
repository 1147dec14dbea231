package tinytorch.data.lab;

import java.util.Arrays;
import java.util.Map;

import tinytorch.data.GeneratedPictures;
import tinytorch.data.ImageDataset;
import tinytorch.data.Sampler;
import tinytorch.data.SplitMix;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 06}. */
public final class DataQuiz {
    private static final int PICTURES = 2_000;
    private static final int BATCH = 128;
    private static final double EXAMPLES = 50_000;

    private DataQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("epoch", () -> epoch(Profiler.quick())));
    }

    private static QuizNumber epoch(Profiler profiler) {
        ImageDataset pictures = GeneratedPictures.of(1, PICTURES);
        int[] indices = Arrays.copyOf(Sampler.shuffle(PICTURES, new SplitMix(1)), BATCH);
        double seconds = profiler.measure("batch", () -> Sink.keep(pictures.batch(indices))).seconds();
        double epoch = seconds * EXAMPLES / BATCH;
        return new QuizNumber(epoch, "a batch of 128 took " + Format.seconds(seconds) + ", the median of 7 measurements; 50,000 / 128 = 391 batches: " + Format.seconds(epoch) + ".");
    }
}
