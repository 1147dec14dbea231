package tinytorch.milestones.cnn;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import tinytorch.milestones.program.Arguments;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.UsageException;

/**
 * What the user asked for.
 *
 * @param epochs  how often all training images are seen
 * @param seed    of the weights, of the order and of the augmentation
 * @param model   the network
 * @param images  how many of the training images are used; {@link Integer#MAX_VALUE} for all
 * @param kernels the name of the kernels, empty for the fastest
 * @param threads how many threads the kernels use, 0 for one for each processor
 * @param out     the folder for the checkpoint and the pictures
 * @param resume  go on from the checkpoint in that folder
 * @param offline download nothing
 * @param json    one JSON object on standard output, everything else on standard error
 * @param help    only show how to use it
 */
record CnnOptions(int epochs, long seed, Model model, int images, String kernels, int threads, Path out, boolean resume, boolean offline, boolean json,
        boolean help) {
    static final CnnOptions DEFAULT = new CnnOptions(4, 1, Model.VGG, Integer.MAX_VALUE, "", 0, Path.of("cnn-run"), false, false, false, false);
    static final String USAGE = """
            usage: tito milestone cnn [options]
              --epochs N        how often all training images are seen (4)
              --seed N          of weights, order and augmentation (1)
              --model NAME      vgg, lenet or resnet (vgg)
              --images N        use only the first N training images
              --kernels NAME    vector, ladder or scalar (the fastest there are)
              --threads N       threads of the kernels (one for each processor)
              --out DIR         folder for the checkpoint and the pictures (cnn-run)
              --resume          go on from the checkpoint in that folder
              --offline         download nothing
              --json            one JSON object on standard output""";

    /** Reads the arguments, strictly: anything unknown or doubled is refused. */
    static CnnOptions parse(String... args) throws UsageException {
        Arguments given = Arguments.read(Set.of("--epochs", "--seed", "--model", "--images", "--kernels", "--threads", "--out"),
                Set.of("--resume", "--offline", "--json", "--help", "-h"), args);
        String model = given.choice("--model", DEFAULT.model.id(), Stream.of(Model.values()).map(Model::id).toList());
        return new CnnOptions(given.number("--epochs", DEFAULT.epochs, 1, 10_000), given.whole("--seed", DEFAULT.seed),
                Stream.of(Model.values()).filter(known -> known.id().equals(model)).findFirst().orElseThrow(),
                given.number("--images", DEFAULT.images, 1, Integer.MAX_VALUE), given.text("--kernels", DEFAULT.kernels),
                given.number("--threads", DEFAULT.threads, 1, 1024), given.path("--out", DEFAULT.out, "folder"), given.has("--resume"), given.has("--offline"),
                given.has("--json"), given.has("--help", "-h"));
    }

    /** The command that goes on with this training. */
    String resumeCommand() {
        return new Arguments.Command(Outcome.command(CnnMilestone.NAME), "--resume").add("--epochs", epochs, DEFAULT.epochs).add("--seed", seed, DEFAULT.seed)
                .add("--model", model.id(), DEFAULT.model.id()).add("--images", images, DEFAULT.images).add("--kernels", kernels, DEFAULT.kernels)
                .add("--threads", threads, DEFAULT.threads).add("--out", out, DEFAULT.out).add("--offline", offline).toString();
    }
}
