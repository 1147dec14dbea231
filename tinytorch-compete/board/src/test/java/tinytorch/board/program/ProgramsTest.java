package tinytorch.board.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tinytorch.board.store.Database;
import tinytorch.model.HiddenSets;

/** The programs as their user meets them: what they print, and how they end. */
class ProgramsTest extends ProgramFixture {
    private Path practice(String name) throws IOException {
        Path hidden = Files.createDirectories(folder.resolve("hidden"));
        HiddenSets.text("To be, or not to be: that is the question. ".repeat(60), "made up", 2400, 1).save(hidden.resolve(name + ".safetensors"));
        return hidden;
    }

    @Test
    void enrolTellsTheTokenOnce() {
        run(Exit.DONE, "enrol", "--json", "--days", "3", "ada", "--db", db());
        assertThat(json().get("token").stringValue()).matches("tt_[A-Za-z0-9_-]{43}");
        assertThat(json().get("days").intValue()).isEqualTo(3);
        run(Exit.REFUSED, "enrol", "ada", "--db", db());
        assertThat(err).contains("--renew");
        run(Exit.USAGE, "enrol", "ben", "--days", "0", "--db", db());
    }

    @Test
    void onlyItsOwnerSeesTheCompetition() throws IOException {
        Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        compete();
        Path text = Files.writeString(folder.resolve("text"), "All the world's a stage. ".repeat(200));
        Path set = folder.resolve("sets/deep/tinygpt.safetensors");
        run(Exit.DONE, "dataset", "tinygpt", set, "--text", text, "--seed", "1", "--json");
        assertThat(json().get("examples").intValue()).isEqualTo(5000);
        Map<String, String> rights = new TreeMap<>();
        try (Database database = Database.open(db().toString())) { // open, so that the files beside it are there
            for (Path path : List.of(db().getParent(), db(), Path.of(db() + "-wal"), Path.of(db() + "-shm"), folder.resolve("sets"), set.getParent(), set)) {
                rights.put(path.getFileName().toString(), PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
            assertThat(database).isNotNull();
        }
        assertThat(rights).isEqualTo(Map.of("new", "rwx------", "board.db", "rw-------", "board.db-wal", "rw-------", "board.db-shm", "rw-------", "sets", "rwx------", "deep", "rwx------",
                "tinygpt.safetensors", "rw-------"));
        run(Exit.REFUSED, "dataset", "tinygpt", set, "--text", text);
        run(Exit.USAGE, "dataset", "tinygpt", set, "--replace", "--text", Files.writeString(folder.resolve("short"), "too little"));
        run(Exit.NO_DATA, "dataset", "tinygpt", set, "--replace", "--text", folder.resolve("nothing"));
        run(Exit.OUT_OF_REACH, "dataset", "tinygpt", text.resolve("a file is no folder"), "--text", text);
    }

    @Test
    void aDatabaseThatCanNotBeUsedIsToldApart() throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("file"), "no database at all, and long enough to be looked at: ".repeat(50));
        run(Exit.DAMAGED, "export", "--db", file);
        assertThat(err).contains(file.toString());
        run(Exit.OUT_OF_REACH, "export", "--db", file.resolve("board.db"));
        run(Exit.OUT_OF_REACH, "export", "--db", folder); // a folder is no file
        run(Exit.OUT_OF_REACH, "export", "--db", "jdbc:postgresql://127.0.0.1:1/board?user=u&password=geheim");
        assertThat(err).contains("jdbc:postgresql://127.0.0.1:1/board").doesNotContain("geheim");
        Path other = folder.resolve("other.db");
        sql(other, "create table something (id text)");
        run(Exit.DAMAGED, "export", "--db", other);
        compete();
        sql(db(), "insert into flyway_schema_history select 99, '99', 'of tomorrow', type, 'V99__tomorrow.sql', 0, installed_by, installed_on, 1, 1 from flyway_schema_history limit 1");
        run(Exit.NEWER, "export", "--db", db());
        assertThat(err).contains("99");
    }

    private static void sql(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    @Test
    void aServerThatCanNotStartSaysWhy() throws IOException {
        run(Exit.NO_DATA, "serve", "--db", db(), "--hidden", folder.resolve("nothing"));
        Path hidden = practice("mnist");
        run(Exit.NO_DATA, "serve", "--db", db(), "--hidden", hidden);
        assertThat(err).contains("is a hidden set for tinygpt, not for mnist");
        Files.delete(hidden.resolve("mnist.safetensors"));
        practice("tinygpt");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            run(Exit.NO_PORT, "serve", "--db", db(), "--hidden", hidden, "--port", taken.getLocalPort());
            assertThat(err).contains("--port");
        }
        run(Exit.USAGE, "serve", "--db", db(), "--hidden", hidden, "--port", "65536");
        run(Exit.USAGE, "serve", "--db", db(), "--hidden", hidden, "--minimum", "chess=0.5");
        run(Exit.USAGE, "serve", "--db", db(), "--hidden", hidden, "--minimum", "mnist=5");
        byte[] whole = Files.readAllBytes(hidden.resolve("tinygpt.safetensors"));
        for (int length : new int[] {0, 7, 100, whole.length - 1}) {
            Files.write(hidden.resolve("tinygpt.safetensors"), Arrays.copyOf(whole, length));
            run(Exit.NO_DATA, "evaluate", "--db", db(), "--hidden", hidden);
            assertThat(err).contains("tinygpt.safetensors");
        }
    }

    @Test
    void aClientWithoutItsServerIsToldSo() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        run(Exit.NO_SERVER, "show", "mnist", "--server", "http://127.0.0.1:" + port);
        run(Exit.USAGE, "show", "mnist", "--server", "not an address");
        run(Exit.USAGE, "show", "chess");
        run(Exit.REFUSED, "status", "--token", "tt_with a space", "--server", "http://127.0.0.1:" + port);
        run(Exit.DONE, "--help");
        assertThat(out).contains("16").contains("nothing can listen");
    }
}
