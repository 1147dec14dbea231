package tinytorch.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packed models of a local competition.
 *
 * @param folder of the competition
 */
record Entries(Path folder) {

    /** Whether a contestant has this one already. */
    boolean has(String name, String model) {
        return Files.exists(file(name, model));
    }

    void add(String name, String model, byte[] zip) throws IOException {
        Path file = file(name, model);
        Files.createDirectories(file.getParent());
        Packing.write(file, zip);
    }

    private Path file(String name, String model) {
        return folder.resolve("entries").resolve(name).resolve(model + ".zip");
    }
}
