package tinytorch.milestones.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.data.source.DataHome;
import tinytorch.data.source.DataStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataProgramTest {
    @TempDir
    Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(boolean json, String... words) {
        out.reset();
        err.reset();
        return new DataProgram(DataStore.of(new DataHome(folder), true), new PrintStream(out), new PrintStream(err), json).run(List.of(words));
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void listsAllDatasets() {
        assertThat(run(false, "list")).isZero();
        assertThat(out.toString()).contains("kept in " + folder, "mnist            absent       11.6 MB", "cifar-10         absent", "tinyshakespeare");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80 || line.contains(folder.toString()));
        assertThat(run(true, "list")).isZero();
        assertThat(json().get("datasets").get(1).get("name").asString()).isEqualTo("cifar-10");
        assertThat(json().get("datasets").get(1).get("bytes").asLong()).isEqualTo(184_380_000);
        assertThat(json().get("datasets").get(1).get("state").asString()).isEqualTo("absent");
    }

    @Test
    void aDamagedFileIsShownAndFailsTheVerification() throws IOException {
        Files.createDirectories(folder.resolve("tinyshakespeare"));
        Files.write(folder.resolve("tinyshakespeare/input.txt"), new byte[1_115_394]);
        assertThat(run(false, "list")).isZero();
        assertThat(out.toString()).contains("tinyshakespeare  present");
        assertThat(run(false, "verify")).isEqualTo(8);
        assertThat(out.toString()).contains("tinyshakespeare  damaged", "input.txt is damaged", "SHA-256", "tito data get NAME");
        assertThat(run(true, "verify", "tinyshakespeare")).isEqualTo(8);
        assertThat(json().get("datasets").get(0).get("state").asString()).isEqualTo("damaged");
        Files.write(folder.resolve("tinyshakespeare/input.txt"), new byte[10]);
        assertThat(run(false, "list")).isZero();
        assertThat(out.toString()).contains("tinyshakespeare  damaged", "10 bytes instead of 1,115,394");
    }

    @Test
    void whatIsNotThereIsAFaultOnlyIfItIsNamed() {
        assertThat(run(false, "verify")).isZero();
        assertThat(run(false, "verify", "mnist")).isEqualTo(8);
        assertThat(out.toString()).contains("mnist            absent");
    }

    @Test
    void whatCanNotBeHadEndsWithEight() {
        assertThat(run(false, "get", "mnist")).isEqualTo(8);
        assertThat(err.toString()).startsWith("tito data: ").contains("train-images-idx3-ubyte.gz is not there, and this run is offline");
        assertThat(run(true, "get", "mnist")).isEqualTo(8);
        assertThat(json().get("exit").asInt()).isEqualTo(8);
        assertThat(json().get("error").asString()).contains("is not there");
        assertThat(run(false, "import", "mnist", folder.resolve("nothing").toString())).isEqualTo(8);
        assertThat(err.toString()).contains("There is no file");
    }

    @Test
    void mistakesOfUsageEndWithTwo() {
        assertThat(run(false, "get", "cifar")).isEqualTo(2);
        assertThat(err.toString()).contains("no dataset 'cifar'", "mnist, cifar-10, tinyshakespeare");
        assertThat(run(false, "get")).isEqualTo(2);
        assertThat(run(false, "import", "mnist")).isEqualTo(2);
        assertThat(run(false, "fetch")).isEqualTo(2);
    }
}
