package tinytorch.milestones.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tinytorch.data.GeneratedPictures;
import tinytorch.data.source.DataException;
import tinytorch.milestones.digit.DigitArt;
import tinytorch.nn.network.SafeTensors;
import tinytorch.workbench.ProgressBar;

/** The third part on pictures that the program draws: they prove nothing, but every stop on the way is passed. */
class PhotoRunTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void everyPictureIsLookedAt() throws IOException {
        Optional<Evaluation> evaluation = run(() -> GeneratedPictures.of(1, 30));
        assertThat(evaluation.orElseThrow().count()).isEqualTo(30);
        for (int i = 0; i < 30; i++) {
            assertThat(evaluation.get().prediction(i).isDistribution()).isTrue();
        }
        assertThat(told.toString()).contains("113,962 parameters").contains("of 30 right").contains("the goal is 80%");
        assertThat(told.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void withoutCifarItSaysSo() throws IOException {
        Optional<Evaluation> evaluation = run(() -> {
            throw new DataException("the files are not there, and this run is offline.");
        });
        assertThat(evaluation).isEmpty();
        assertThat(told.toString()).contains("CIFAR-10 can't be had: the files are not there");
    }

    @Test
    void theShippedWeightsTellWhereTheyComeFrom() throws IOException {
        SafeTensors weights = Weights.shipped(Weights.CIFAR10);
        assertThat(weights.metadata()).containsKeys("made_by", "dataset", "test_accuracy");
        assertThat(Double.parseDouble(weights.metadata().get("test_accuracy"))).isGreaterThanOrEqualTo(InferenceResult.PHOTO_GOAL);
    }

    private Optional<Evaluation> run(PhotoRun.PhotoSource source) throws IOException {
        Gallery gallery = new Gallery(new PrintStream(told), DigitArt.ASCII);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new PhotoRun(gallery, total -> new ProgressBar("photographs", total, nowhere, false, System::nanoTime)).run(PhotoClassifier.shipped(), source);
    }
}
