package tinytorch.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tinytorch.compete.pipeline.Pipeline;
import tinytorch.compete.pipeline.StageResult;
import tinytorch.data.GeneratedPictures;
import tinytorch.data.ImageDataset;
import tinytorch.data.SplitMix;
import tinytorch.data.Subset;
import tinytorch.milestones.program.UsageException;
import tinytorch.model.Rejected;
import tinytorch.model.Submission;
import tinytorch.model.Task;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.train.StopSignal;

class CompressionTest {
    private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

    @Test
    void readersInABatchGetWhatEachGetsAlone() throws IOException, UsageException {
        TextCompression compression = new TextCompression((Contender.Text) Trained.shipped(Task.TINYGPT));
        assertThat(compression.batchError()).isBetween(0.0, 1e-4);
        assertThat(compression.write(1)).hasSize(4).allMatch(text -> text.length() >= 60).isEqualTo(compression.write(1));
    }

    @Test
    void aNetworkLosesUnitsAndBytesStageByStage() throws Rejected {
        Contender.Images network = new Contender.Images(Task.CIFAR10, new SmallVgg(3, 32, new int[] {8, 16}, 10, SplitMix.of(1)), null);
        ImageDataset drawn = GeneratedPictures.of(1, 1_000);
        Pictures pictures = new Pictures(drawn, new Subset(drawn, IntStream.range(0, 50).toArray()));
        try (StopSignal stop = new StopSignal()) {
            ImageCompression compression = new ImageCompression(network, pictures, new FineTuning(1, 1, stop, SILENT, false));
            Pipeline.Run run = compression.run();
            assertThat(run.results()).extracting(StageResult::stage).containsExactly("prune", "fold", "int8");
            Submission whole = Submission.open(compression.whole());
            Submission packed = Submission.open(compression.packed(run));
            assertThat(whole.bytes()).isLessThan(4 * network.network().parameterCount());
            if (run.results().getFirst().kept()) {
                assertThat(packed.work()).isLessThan(whole.work());
            }
            assertThat(ImageCompression.table("t", run).toString()).contains("trained", "prune", "fold", "int8");
        }
    }

    @Test
    void learningAgainCanBeStopped() {
        Contender.Images network = new Contender.Images(Task.CIFAR10, new SmallVgg(3, 32, new int[] {8}, 10, SplitMix.of(1)), null);
        ImageDataset drawn = GeneratedPictures.of(1, 200);
        try (StopSignal stop = new StopSignal()) {
            stop.request();
            FineTuning tuning = new FineTuning(1, 1, stop, SILENT, false);
            assertThatThrownBy(() -> tuning.run(network.network(), network.network(), new Pictures(drawn, drawn))).isInstanceOf(FineTuning.Stopped.class);
        }
    }

    @Test
    void optionsAreReadStrictly() throws UsageException {
        assertThat(LeaderboardOptions.parse()).isEqualTo(LeaderboardOptions.DEFAULT);
        assertThat(LeaderboardOptions.parse("--port", "8017", "--keep").ofServer()).containsExactly("--port", "8017", "--keep");
        assertThatThrownBy(() -> LeaderboardOptions.parse("--epochs", "0")).isInstanceOf(UsageException.class).hasMessageContaining("from 1 to 1000");
        assertThatThrownBy(() -> LeaderboardOptions.parse("--fast")).isInstanceOf(UsageException.class).hasMessageContaining("--fast");
    }
}
