package tinytorch.contest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tinytorch.data.SplitMix;
import tinytorch.milestones.inference.Weights;
import tinytorch.milestones.program.RunFolder;
import tinytorch.milestones.program.UsageException;
import tinytorch.model.Task;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.SafeTensorsException;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/** Finds trained models: where a milestone left them, and those that come with the course. */
final class Trained {
    private static final String GPT = "tinygpt.safetensors";

    private Trained() {
    }

    /**
     * The model in a file, or in the folder of a milestone's run.
     *
     * @throws UsageException if it is not there, damaged, or no network of the course
     */
    static Contender in(Path place) throws UsageException {
        Path file = Files.isDirectory(place) ? new RunFolder(place).weights() : place;
        if (!Files.exists(file)) {
            boolean unfinished = Files.exists(new RunFolder(place).checkpoint());
            throw new UsageException(unfinished ? "the training in " + place + " has not ended: go on with it first (--resume)"
                    : "there is no trained model in " + place + ". Train one first: tito milestone cnn, or tito milestone tinygpt");
        }
        try {
            return of(file.toString(), SafeTensors.load(file));
        } catch (SafeTensorsException e) {
            throw new UsageException(file + " is damaged: " + e.entry() + ": " + e.rule());
        } catch (IOException e) {
            throw new UsageException(file + " can't be read (" + e + ")");
        }
    }

    /** The model that comes with the course for a task. */
    static Contender shipped(Task task) throws IOException, UsageException {
        return switch (task) {
            case MNIST -> of(Weights.MNIST, Weights.shipped(Weights.MNIST));
            case CIFAR10 -> of(Weights.CIFAR10, Weights.shipped(Weights.CIFAR10));
            case TINYGPT -> of(GPT, resource(GPT));
        };
    }

    private static SafeTensors resource(String name) throws IOException {
        try (InputStream in = Trained.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The weights " + name + " are missing from this build.");
            }
            return SafeTensors.read(name, in.readAllBytes());
        }
    }

    private static Contender of(String name, SafeTensors content) throws UsageException {
        Map<String, String> notes = content.metadata();
        if (!"tinytorch.gpt".equals(notes.get("kind"))) {
            return Architectures.of(content.tensors()).orElseThrow(() -> new UsageException(name + " holds the weights of no network that the course has."
                    + " For one of your own, write a class that implements tinytorch.compete.Entry, and name it: --entry CLASS"));
        }
        String alphabet = notes.get("characters");
        if (alphabet == null) {
            throw new UsageException(name + " holds a GPT of byte pairs, and the task is about characters. Train one of characters: tito milestone tinygpt");
        }
        try {
            return new Contender.Text(Gpt.of(GptConfig.of(notes), content.tensors(), SplitMix.of(0)), alphabet);
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + " can't be used: " + e.getMessage());
        }
    }
}
