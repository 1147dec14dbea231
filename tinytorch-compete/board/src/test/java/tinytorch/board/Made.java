package tinytorch.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tinytorch.data.SplitMix;
import tinytorch.model.Encoding;
import tinytorch.model.HiddenSets;
import tinytorch.model.SubmissionWriter;
import tinytorch.model.Task;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Dtype;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.Normalize;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/** Hidden sets and models that need no dataset and no training: noise with drawn labels, a text of one sentence, networks as they begin. For everything but how good a model is. */
public final class Made {
    private static final int IMAGES = 60;

    private Made() {
    }

    /** Writes a hidden set for each of these tasks into a folder, as {@code tito leaderboard dataset} would. */
    public static Path hiddenSets(Path folder, Task... tasks) throws IOException {
        Files.createDirectories(folder);
        for (Task task : tasks) {
            Path file = folder.resolve(task.id() + ".safetensors");
            if (task.text()) {
                HiddenSets.text("All the world's a stage, and all the men and women merely players. ".repeat(50), "made up", 3000, 1).save(file);
            } else {
                images(task, file);
            }
        }
        return folder;
    }

    private static void images(Task task, Path file) throws IOException {
        SplitMix random = SplitMix.of(3);
        int[] dims = task == Task.MNIST ? new int[] {IMAGES, 1, 28, 28} : new int[] {IMAGES, 3, 32, 32};
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("images", whole(256, random, dims));
        tensors.put("labels", whole(10, random, IMAGES));
        tensors.put("public", whole(2, random, IMAGES));
        Map<String, Dtype> types = new LinkedHashMap<>();
        tensors.keySet().forEach(name -> types.put(name, Dtype.U8));
        SafeTensors.save(file, tensors, types, Map.of("task", task.id(), "note", "made up"));
    }

    private static Tensor whole(int end, SplitMix random, int... dims) {
        Tensor tensor = Tensor.zeros(dims);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.data()[i] = random.nextInt(end);
        }
        return tensor;
    }

    /** A packed network for a task, of the kind that is usual there. Another seed is another model. */
    public static byte[] model(Task task, Encoding encoding, long seed) {
        SplitMix random = SplitMix.of(seed);
        return switch (task) {
            case MNIST -> SubmissionWriter.images(task, new Sequential(new Flatten(), new Linear(784, 16, random), new ActivationLayer(new ReLU()), new Linear(16, 10, random)), null, encoding);
            case CIFAR10 -> SubmissionWriter.images(task, new SmallVgg(3, 32, new int[] {8, 16}, 10, random).eval(), Normalize.CIFAR10, encoding);
            case TINYGPT -> SubmissionWriter.text(new Gpt(new GptConfig(65, 64, 2, 4, 32, true), random), Task.ALPHABET, encoding);
        };
    }
}
