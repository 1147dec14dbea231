package tinytorch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

/** With {@code -Dtinytorch.mutations=10000} as many as the final check wants. */
class FuzzTest {
    private static final int USUAL = 400;

    @Test
    void mutatedSubmissionsAreRefusedWithAReasonOrRun() throws IOException {
        Fuzz fuzz = Fuzz.run(Integer.getInteger("tinytorch.mutations", USUAL), Long.getLong("tinytorch.seed", 1));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("mutations.txt"), fuzz.report());
        assertEquals(List.of(), fuzz.failures());
    }
}
