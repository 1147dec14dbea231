package tinytorch.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import tinytorch.compete.pipeline.Pipeline;
import tinytorch.milestones.program.UsageException;
import tinytorch.model.Encoding;
import tinytorch.model.Task;
import tinytorch.train.StopSignal;
import tinytorch.workbench.ProgressBar;

/**
 * The program that packs the course's own models for a local competition: as they are, in eight and in four bits a weight, and without half of their units. It
 * runs on the finished library, whatever the learner's code does, and makes nothing twice.
 */
public final class Baselines {
    private static final String PRUNED = "course pruned";

    private Baselines() {
    }

    /** {@code args[0]}: the folder of the competition. */
    public static void main(String... args) throws IOException, UsageException {
        Entries entries = new Entries(Path.of(args[0]));
        try (StopSignal stop = new StopSignal()) {
            for (Task task : Task.values()) {
                Contender shipped = Trained.shipped(task);
                add(entries, "course", shipped, Encoding.F32);
                add(entries, "course int8", shipped, Encoding.INT8);
                add(entries, "course int4", shipped, Encoding.INT4);
                if (shipped instanceof Contender.Images images && !entries.has(PRUNED, task.id())) {
                    prune(entries, images, stop, System.err);
                }
            }
        }
    }

    private static void add(Entries entries, String name, Contender contender, Encoding encoding) throws IOException {
        if (!entries.has(name, contender.task().id())) {
            entries.add(name, contender.task().id(), contender.pack(encoding));
        }
    }

    private static void prune(Entries entries, Contender.Images images, StopSignal stop, PrintStream text) throws IOException {
        text.println("The course's model for " + images.task().id() + " loses half of its units, and learns again:");
        FineTuning tuning = new FineTuning(1, 1, stop, text, ProgressBar.onTerminal());
        ImageCompression compression = new ImageCompression(images, Pictures.of(images), tuning);
        Pipeline.Run run = compression.run();
        entries.add(PRUNED, images.task().id(), compression.packed(run));
    }
}
