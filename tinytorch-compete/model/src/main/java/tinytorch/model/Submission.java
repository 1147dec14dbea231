package tinytorch.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import tinytorch.tensor.Tensor;

/**
 * A model that was handed in: checked from its first byte to its last, and ready to run. It is data; nothing of it is ever executed but the operations of the library that it names.
 */
public final class Submission {
    private final Archive archive;
    private final Graph graph;
    private final Program program;
    private final long numbers;

    private Submission(Archive archive, Graph graph, Program program, long numbers) {
        this.archive = archive;
        this.graph = graph;
        this.program = program;
        this.numbers = numbers;
    }

    /**
     * Checks the bytes of a zip.
     *
     * @throws Rejected with the reason, if anything is not as it has to be
     */
    public static Submission open(byte[] zip) throws Rejected {
        Archive archive = Archive.read(zip);
        Graph graph = GraphReader.read(archive.model());
        return of(archive, graph);
    }

    private static Submission of(Archive archive, Graph graph) throws Rejected {
        Store store = Store.read(archive.weights(), graph.packed());
        Program program = Program.of(graph, store);
        return new Submission(archive, graph, program, store.numbers());
    }

    /** As {@link #open(byte[])}, from a file, of which no more is read than may be. */
    public static Submission open(Path file) throws Rejected, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return open(in.readNBytes((int) TaskRules.MOST_BYTES + (1 << 16)));
        }
    }

    /** The task that it is for. */
    public Task task() {
        return graph.task();
    }

    /** Bytes of {@code model.json} and {@code weights.safetensors} together, not packed: its size in the competition. */
    public long bytes() {
        return archive.bytes();
    }

    /** How many numbers its weights have, unpacked. */
    public long numbers() {
        return numbers;
    }

    /** Multiply-adds for one example. */
    public long work() {
        return program.work();
    }

    /**
     * The answers to a batch.
     *
     * @param batch images (N, C, H, W) with pixels from 0 to 1, or token ids (N, T)
     * @return logits, (N, 10) or (N, T, alphabet)
     * @throws ArithmeticException if a number between two layers can't be quantised because it is not finite
     */
    public Tensor run(Tensor batch) {
        return program.run(batch);
    }

    Program program() {
        return program;
    }

    Graph graph() {
        return graph;
    }
}
