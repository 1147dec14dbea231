package tinytorch.milestones.cnn;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
              --kernels NAME    vector or scalar (the fastest there are)
              --threads N       threads of the kernels (one for each processor)
              --out DIR         folder for the checkpoint and the pictures (cnn-run)
              --resume          go on from the checkpoint in that folder
              --offline         download nothing
              --json            one JSON object on standard output""";

    /** Reads the arguments, strictly: anything unknown or doubled is refused. */
    static CnnOptions parse(String... args) throws UsageException {
        CnnOptions options = DEFAULT;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            String name = parts[0];
            if (!seen.add(name)) {
                throw new UsageException(name + " is given twice");
            }
            boolean valued = Set.of("--epochs", "--seed", "--model", "--images", "--kernels", "--threads", "--out").contains(name);
            String value = parts.length == 2 ? parts[1] : "";
            if (valued && parts.length == 1) {
                value = i + 1 < args.length && !args[i + 1].startsWith("--") ? args[++i] : "";
            }
            if (valued ? value.isEmpty() : parts.length == 2) {
                throw new UsageException(name + (valued ? " needs a value" : " takes no value"));
            }
            options = options.with(name, value);
        }
        return options;
    }

    private CnnOptions with(String name, String value) throws UsageException {
        return switch (name) {
            case "--epochs" -> new CnnOptions(number(name, value, 1, 10_000), seed, model, images, kernels, threads, out, resume, offline, json, help);
            case "--seed" -> new CnnOptions(epochs, whole(name, value), model, images, kernels, threads, out, resume, offline, json, help);
            case "--model" -> new CnnOptions(epochs, seed, model(value), images, kernels, threads, out, resume, offline, json, help);
            case "--images" -> new CnnOptions(epochs, seed, model, number(name, value, 1, Integer.MAX_VALUE), kernels, threads, out, resume, offline, json, help);
            case "--kernels" -> new CnnOptions(epochs, seed, model, images, value, threads, out, resume, offline, json, help);
            case "--threads" -> new CnnOptions(epochs, seed, model, images, kernels, number(name, value, 1, 1024), out, resume, offline, json, help);
            case "--out" -> new CnnOptions(epochs, seed, model, images, kernels, threads, path(value), resume, offline, json, help);
            case "--resume" -> new CnnOptions(epochs, seed, model, images, kernels, threads, out, true, offline, json, help);
            case "--offline" -> new CnnOptions(epochs, seed, model, images, kernels, threads, out, resume, true, json, help);
            case "--json" -> new CnnOptions(epochs, seed, model, images, kernels, threads, out, resume, offline, true, help);
            case "--help", "-h" -> new CnnOptions(epochs, seed, model, images, kernels, threads, out, resume, offline, json, true);
            default -> throw new UsageException((name.startsWith("-") ? "unknown option " : "unexpected argument ") + name);
        };
    }

    private static int number(String name, String value, int least, int most) throws UsageException {
        long number = whole(name, value);
        if (number < least || number > most) {
            throw new UsageException("%s must be from %d to %d, got %s".formatted(name, least, most, value));
        }
        return (int) number;
    }

    private static long whole(String name, String value) throws UsageException {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " needs a whole number, got " + value);
        }
    }

    private static Model model(String value) throws UsageException {
        for (Model model : Model.values()) {
            if (model.id().equals(value)) {
                return model;
            }
        }
        throw new UsageException("--model must be one of " + Stream.of(Model.values()).map(Model::id).collect(Collectors.joining(", ")) + ", got " + value);
    }

    private static Path path(String value) throws UsageException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException("--out " + value + " is no folder name (" + e.getReason() + ")");
        }
    }

    /** The command that goes on with this training. */
    String resumeCommand() {
        List<String> command = new ArrayList<>(List.of(Outcome.command(CnnMilestone.NAME), "--resume"));
        add(command, "--epochs", epochs, DEFAULT.epochs);
        add(command, "--seed", seed, DEFAULT.seed);
        add(command, "--model", model.id(), DEFAULT.model.id());
        add(command, "--images", images, DEFAULT.images);
        add(command, "--kernels", kernels, DEFAULT.kernels);
        add(command, "--threads", threads, DEFAULT.threads);
        add(command, "--out", out, DEFAULT.out);
        if (offline) {
            command.add("--offline");
        }
        return String.join(" ", command);
    }

    private static void add(List<String> command, String name, Object value, Object usual) {
        if (!value.equals(usual)) {
            command.add(name + " " + value);
        }
    }
}
