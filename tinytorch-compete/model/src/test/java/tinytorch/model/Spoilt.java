package tinytorch.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import tinytorch.data.SplitMix;

/**
 * A submission that was spoilt. {@code Spoilt COUNT SEED FOLDER} writes so many into files, for an attack on a server.
 *
 * @param task that the sample was for
 * @param kind what was done to it
 */
record Spoilt(int number, Task task, String kind, byte[] zip) {

    /** Mutations of all kinds in turn, drawn from the seed. */
    static void each(int count, long seed, Consumer<Spoilt> look) {
        List<byte[]> samples = Samples.all();
        List<Map.Entry<String, Mutations.Mutation>> kinds = List.copyOf(Mutations.all().entrySet());
        for (int i = 0; i < count; i++) {
            SplitMix random = SplitMix.of(seed, i);
            Map.Entry<String, Mutations.Mutation> kind = kinds.get(i % kinds.size());
            byte[] sample = samples.get(random.nextInt(samples.size()));
            look.accept(new Spoilt(i, task(sample), kind.getKey(), kind.getValue().apply(sample, random)));
        }
    }

    private static Task task(byte[] sample) {
        try {
            return GraphReader.read(Archive.read(sample).model()).task();
        } catch (Rejected e) {
            throw new IllegalArgumentException("the sample is no submission", e);
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[2]));
        each(Integer.parseInt(args[0]), Long.parseLong(args[1]), spoilt -> spoilt.save(folder));
    }

    private void save(Path folder) {
        try {
            Files.write(folder.resolve("%06d %s %s.zip".formatted(number, task.id(), kind.replaceAll("[^A-Za-z0-9]+", "-"))), zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
