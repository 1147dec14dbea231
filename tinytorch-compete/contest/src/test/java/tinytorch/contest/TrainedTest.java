package tinytorch.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tinytorch.compress.prune.Structured;
import tinytorch.data.SplitMix;
import tinytorch.milestones.cnn.Model;
import tinytorch.milestones.program.UsageException;
import tinytorch.model.Encoding;
import tinytorch.model.Rejected;
import tinytorch.model.Submission;
import tinytorch.model.Task;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;

class TrainedTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Task.class)
    void theCoursesModelsCanBePackedInEveryWay(Task task) throws IOException, UsageException, Rejected {
        Contender contender = Trained.shipped(task);
        assertThat(contender.task()).isEqualTo(task);
        for (Encoding encoding : Encoding.values()) {
            assertThat(Submission.open(contender.pack(encoding)).task()).as(encoding.name()).isEqualTo(task);
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void everyNetworkOfMilestoneCnnIsKnownByItsWeights(Model model) throws IOException, UsageException {
        Layer network = model.make(SplitMix.of(1));
        save(network);
        Contender contender = Trained.in(folder);
        assertThat(contender.task()).isEqualTo(Task.CIFAR10);
        same(contender.network(), network);
    }

    @Test
    void soAreNetworksWithoutSomeOfTheirUnits() throws IOException, UsageException {
        for (Layer network : new Layer[] {new SmallVgg(SplitMix.of(1)), new SmallVgg(1, 28, new int[] {8, 12}, 10, SplitMix.of(1)), new MLP(new int[] {784, 30, 10}, new ReLU(), SplitMix.of(1))}) {
            Layer smaller = Structured.prune(network, 0.5);
            save(smaller);
            same(Trained.in(folder.resolve("weights.safetensors")).network(), smaller);
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> Trained.in(folder)).isInstanceOf(UsageException.class).hasMessageContaining("no trained model in " + folder).hasMessageContaining("tito milestone cnn");
        Files.createFile(folder.resolve("checkpoint.safetensors"));
        assertThatThrownBy(() -> Trained.in(folder)).isInstanceOf(UsageException.class).hasMessageContaining("has not ended").hasMessageContaining("--resume");
        Files.writeString(folder.resolve("weights.safetensors"), "no tensors");
        assertThatThrownBy(() -> Trained.in(folder)).isInstanceOf(UsageException.class).hasMessageContaining("is damaged");
        SafeTensors.save(folder.resolve("weights.safetensors"), Map.of("0.weight", Tensor.ones(3, 4)), Map.of());
        assertThatThrownBy(() -> Trained.in(folder)).isInstanceOf(UsageException.class).hasMessageContaining("no network that the course has").hasMessageContaining("--entry");
        SafeTensors.save(folder.resolve("weights.safetensors"), Map.of("0.weight", Tensor.ones(3, 4)), Map.of("kind", "tinytorch.gpt"));
        assertThatThrownBy(() -> Trained.in(folder)).isInstanceOf(UsageException.class).hasMessageContaining("byte pairs");
    }

    private void save(Layer network) throws IOException {
        SafeTensors.save(folder.resolve("weights.safetensors"), network.stateDict(), Map.of());
    }

    private static void same(Layer found, Layer network) {
        assertThat(found.training()).isFalse();
        assertThat(found.stateDict().keySet()).isEqualTo(network.stateDict().keySet());
        network.stateDict().forEach((name, tensor) -> assertThat(found.stateDict().get(name).toArray()).as(name).isEqualTo(tensor.toArray()));
    }
}
