package tinytorch.milestones.cnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.picture.ConfusionPicture;
import tinytorch.nn.spatial.picture.FeatureMaps;
import tinytorch.nn.spatial.picture.Mistakes;
import tinytorch.nn.spatial.picture.Sheet;
import tinytorch.tensor.Tensor;
import tinytorch.train.CurveImage;
import tinytorch.train.History;

/**
 * What the network has learned, as pictures: its first filters, what they see in a photograph, its worst mistakes, which class it takes for which, and
 * the curves of its training.
 *
 * @param folder  for the files
 * @param network that was trained
 * @param score   what it says about the test pictures
 * @param history of the training
 */
record Sheets(Path folder, Layer network, TestScore score, History history) {
    private static final int MISTAKES = 30;

    /** Writes all that there are, and gives their names. */
    List<String> write() throws IOException {
        List<String> names = new ArrayList<>();
        for (Tensor parameter : network.parameters().values()) {
            if (parameter.rank() == 4 && parameter.dim(1) == Photographs.CHANNELS && names.isEmpty()) {
                Sheet.filters(added(names, "filters.png"), parameter);
            }
        }
        if (network instanceof Sequential layers) {
            int picture = IntStream.range(0, score.count()).filter(score::right).findFirst().orElse(0);
            for (Map.Entry<String, Tensor> maps : FeatureMaps.of(layers, picture(picture)).entrySet()) {
                Sheet.featureMaps(added(names, "features-" + maps.getKey() + ".png"), maps.getValue());
            }
        }
        mistakes().write(added(names, "mistakes.png"), score.photographs().classes());
        ConfusionPicture.write(added(names, "confusion.png"), score.confusion(), score.photographs().classes());
        CurveImage.write(added(names, "loss.png"), history, "train loss", "validation loss");
        CurveImage.write(added(names, "accuracy.png"), history, "validation accuracy");
        return names;
    }

    private Path added(List<String> names, String name) {
        names.add(name);
        return folder.resolve(name);
    }

    /** A standardised test picture: (3, 32, 32). */
    private Tensor picture(int index) {
        return score.photographs().testInputs(index, index + 1).select(0, 0);
    }

    private Mistakes mistakes() {
        Mistakes mistakes = new Mistakes(MISTAKES);
        for (int picture : score.worst(MISTAKES)) {
            mistakes.add(score.photographs().testInputs(picture, picture + 1), score.scores(picture), Tensor.of(score.photographs().label(picture)));
        }
        return mistakes;
    }
}
