package tinytorch.train;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.SafeTensorsException;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.Tensor;

/**
 * A training's state in one {@code .safetensors} file. It is written beside its place and moved there: a crash leaves the old file
 * or the new one.
 */
final class CheckpointFile {
    private static final String KIND = "kind";
    private static final String VERSION = "version";
    private static final String TRAINING = "tinytorch.training";
    private static final String CURRENT = "1";

    private CheckpointFile() {
    }

    /**
     * Writes a state.
     *
     * @throws TrainingException if it can't be written, or a number of the network is not finite: such a state is of no use, and
     *                           would replace the last good one
     */
    static void write(Path file, Snapshot snapshot) {
        snapshot.tensors().forEach((name, tensor) -> {
            if (name.startsWith("network.") && !finite(tensor)) {
                throw new TrainingException("Checkpoint " + file + ": " + name + " holds numbers that are not finite. It was not written;"
                        + " an older file of that name is unharmed. Use a smaller learning rate, or clip the gradients.");
            }
        });
        Map<String, String> texts = new TreeMap<>(snapshot.texts());
        texts.put(KIND, TRAINING);
        texts.put(VERSION, CURRENT);
        try {
            SafeTensors.save(file, snapshot.tensors(), texts);
        } catch (IOException e) {
            throw new TrainingException("Checkpoint " + file + " can't be written (" + e + "). An older file of that name is unharmed."
                    + " Check the folder and the free space.", e);
        }
    }

    /**
     * Reads a state.
     *
     * @throws TrainingException if there is no such file, it is damaged, or it is no checkpoint of this version
     */
    static Snapshot read(Path file) {
        SafeTensors content;
        try {
            content = SafeTensors.load(file);
        } catch (NoSuchFileException e) {
            throw new TrainingException("Checkpoint " + file + ": there is no such file. Start a new training, or check the path.", e);
        } catch (SafeTensorsException e) {
            throw new TrainingException("Checkpoint " + file + " is damaged: " + e.entry() + ": " + e.rule()
                    + " Nothing was loaded. Use an older checkpoint, or start a new training.", e);
        } catch (IOException e) {
            throw new TrainingException("Checkpoint " + file + " can't be read (" + e + ").", e);
        }
        Map<String, String> texts = content.metadata();
        if (!TRAINING.equals(texts.get(KIND))) {
            throw new TrainingException("Checkpoint " + file + " is a file of tensors, but not the state of a training. Nothing was loaded."
                    + " Weights alone are read with SafeTensors.load.");
        }
        if (!CURRENT.equals(texts.get(VERSION))) {
            throw new TrainingException("Checkpoint " + file + " has version " + texts.get(VERSION) + " of the format, this library reads version "
                    + CURRENT + ". Nothing was loaded. Resume it with the library that wrote it.");
        }
        return new Snapshot(content.tensors(), texts);
    }

    /** The largest and the smallest number tell: both are NaN if one of them is. */
    private static boolean finite(Tensor tensor) {
        double[] largest = {Reduce.Kind.MAX.identity()};
        float[] values = tensor.toArray();
        Kernels.active().reduce(Reduce.Kind.MAX, values.length, values, 0, 1, largest, 0, 0);
        double[] smallest = {Reduce.Kind.MIN.identity()};
        Kernels.active().reduce(Reduce.Kind.MIN, values.length, values, 0, 1, smallest, 0, 0);
        return values.length == 0 || Double.isFinite(largest[0]) && Double.isFinite(smallest[0]);
    }
}
