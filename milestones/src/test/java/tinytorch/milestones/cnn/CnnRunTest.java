package tinytorch.milestones.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.data.source.DataException;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.Momentum;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.train.StopSignal;
import tinytorch.train.TrainingException;

/** The run with a tiny network on a few generated pictures. */
class CnnRunTest {
    private static final Photographs PICTURES = Photographs.generated(384, 100);
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    @TempDir
    private Path folder;

    @Test
    void trainsTestsAndDraws() throws IOException {
        CnnResult result = run(2, false, tiny(), new StopSignal()).orElseThrow();
        assertThat(result.unmoved()).isEmpty();
        assertThat(result.epochs()).isEqualTo(2);
        assertThat(result.images()).isEqualTo(100);
        assertThat(result.rate()).isPositive();
        assertThat(result.achieved()).as("generated pictures prove nothing").isFalse();
        assertThat(told.toString()).contains("GENERATED pictures, no photographs", "epoch 2/2", "of 100 generated pictures right", "train loss").doesNotContain("goal");
        assertThat(SafeTensors.load(folder.resolve("weights.safetensors")).metadata()).containsEntry("dataset", "generated").containsKey("test_accuracy");
        for (String picture : List.of("filters.png", "features-0-Conv2d.png", "mistakes.png", "confusion.png", "loss.png", "accuracy.png")) {
            assertThat(Files.readAllBytes(folder.resolve(picture))).as(picture).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    @Test
    void aStoppedTrainingGoesOnToTheSameNumbers() throws IOException {
        Path other = Files.createDirectory(folder.resolve("whole"));
        CnnResult whole = run(other, 2, false, tiny(), new StopSignal()).orElseThrow();
        int pieces = 0;
        Optional<CnnResult> ended = Optional.empty();
        while (ended.isEmpty()) {
            StopSignal stop = new StopSignal();
            ended = run(2, pieces > 0, pieces < 3 ? stoppedAfter(2, stop) : tiny(), stop);
            pieces++;
        }
        assertThat(pieces).isEqualTo(4);
        assertThat(told.toString()).contains("tito milestone cnn --resume --epochs 2", "Resumed after step 6, in epoch 2");
        assertThat(ended.get().correct()).isEqualTo(whole.correct());
        Map<String, Tensor> expected = SafeTensors.load(other.resolve("weights.safetensors")).tensors();
        Map<String, Tensor> actual = SafeTensors.load(folder.resolve("weights.safetensors")).tensors();
        expected.forEach((name, tensor) -> assertThat(actual.get(name).toArray()).as(name).containsExactly(tensor.toArray()));
    }

    /** The tiny recipe, with a wish to stop after so many steps. */
    private static Recipe stoppedAfter(int steps, StopSignal stop) {
        AtomicInteger taken = new AtomicInteger();
        return new Recipe(tiny().network(), network -> new BrokenOptimizer(tiny().optimizer().apply(network)) {
            @Override
            public void step() {
                super.step();
                if (taken.incrementAndGet() == steps) {
                    stop.request();
                }
            }
        }, tiny().loss(), tiny().augment());
    }

    @Test
    void anotherTrainingsCheckpointIsRefused() throws IOException {
        run(1, false, tiny(), new StopSignal());
        assertThatThrownBy(() -> run(2, true, tiny(), new StopSignal())).isInstanceOf(TrainingException.class).hasMessageContaining("epochs");
        assertThat(Files.exists(folder.resolve("checkpoint.safetensors"))).as("and is still there").isTrue();
    }

    @Test
    void anEarlierCheckpointIsKept() throws IOException {
        run(1, false, tiny(), new StopSignal());
        byte[] first = Files.readAllBytes(folder.resolve("checkpoint.safetensors"));
        run(1, false, tiny(), new StopSignal());
        assertThat(Files.readAllBytes(folder.resolve("checkpoint-before.safetensors"))).isEqualTo(first);
    }

    @Test
    void aDamagedCheckpointIsNamedAndNothingIsLost() throws IOException {
        run(1, false, tiny(), new StopSignal());
        Path file = folder.resolve("checkpoint.safetensors");
        byte[] half = new byte[(int) Files.size(file) / 2];
        System.arraycopy(Files.readAllBytes(file), 0, half, 0, half.length);
        Files.write(file, half);
        assertThatThrownBy(() -> run(1, true, tiny(), new StopSignal())).isInstanceOf(TrainingException.class).hasMessageContaining("damaged").hasMessageContaining("checkpoint.safetensors");
        assertThat(Files.readAllBytes(file)).isEqualTo(half);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertThatThrownBy(() -> run(file, 1, false, tiny(), new StopSignal())).isInstanceOf(IOException.class).hasMessageContaining("a-file").hasMessageContaining("--out");
    }

    @Test
    void aLossThatIsNoNumberStopsTheTraining() {
        Recipe wild = new Recipe(tiny().network(), network -> new SGD(ParameterGroup.of(network.parameters(), 1e30), Momentum.nesterov(0.9)), new CrossEntropyLoss(0.1),
                UnaryOperator.identity());
        assertThatThrownBy(() -> run(2, false, wild, new StopSignal())).isInstanceOf(TrainingException.class).hasMessageContaining("the loss is").hasMessageContaining("step");
    }

    @Test
    void damagedFilesOfTheDatasetAreNamed() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), new byte[100]);
        Files.write(folder.resolve("test_batch.bin"), new byte[100]);
        assertThatThrownBy(() -> Photographs.cifar10(folder)).isInstanceOf(DataException.class).hasMessageContaining("data_batch_1.bin").hasMessageContaining("damaged");
    }

    @Test
    void itIsAchievedWithAllPhotographsAndEveryTensorAlone() {
        assertThat(result("cifar-10", 7_500, 10_000, List.of()).achieved()).isTrue();
        assertThat(result("cifar-10", 7_499, 10_000, List.of()).achieved()).isFalse();
        assertThat(result("cifar-10", 7_500, 9_999, List.of()).achieved()).isFalse();
        assertThat(result("cifar-10", 9_900, 10_000, List.of("0.weight")).achieved()).isFalse();
        assertThat(result("generated", 10_000, 10_000, List.of()).achieved()).isFalse();
    }

    @Test
    void theJsonObjectHasTheAgreedNames() {
        Map<String, Object> json = result("cifar-10", 7_900, 10_000, List.of()).json();
        assertThat(json).containsEntry("milestone", "cnn").containsEntry("achieved", true).containsEntry("dataset", "cifar-10");
        assertThat(json.get("metrics").toString())
                .isEqualTo("{test_accuracy=0.79, train_seconds=60.5, gc_seconds=0.25, images_per_second=3300, epochs=4, test_correct=7900, test_images=10000, unmoved_tensors=0}");
    }

    static Recipe tiny() {
        return new Recipe(random -> new SmallVgg(3, 32, new int[] {4, 8}, 10, random),
                network -> new SGD(ParameterGroup.of(network.parameters(), 0.1).weightDecay(5e-4), Momentum.nesterov(0.9)), new CrossEntropyLoss(0.1), UnaryOperator.identity());
    }

    private static CnnResult result(String dataset, int correct, int images, List<String> unmoved) {
        return new CnnResult(dataset, correct, images, 60.5, 0.25, 3300.2, 4, unmoved);
    }

    private Optional<CnnResult> run(int epochs, boolean resume, Recipe recipe, StopSignal stop) throws IOException {
        return run(folder, epochs, resume, recipe, stop);
    }

    private Optional<CnnResult> run(Path out, int epochs, boolean resume, Recipe recipe, StopSignal stop) throws IOException {
        CnnOptions options = new CnnOptions(epochs, 1, Model.VGG, Integer.MAX_VALUE, "", 0, out, resume, true, false, false);
        return new CnnRun(options, PICTURES, recipe, stop, new PrintStream(told), false).run();
    }
}
