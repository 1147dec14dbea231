package tinytorch.board.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a real PostgreSQL server, unpacked from a jar and started for these tests. */
class PostgresStoreTest extends StoreContract {
    private static EmbeddedPostgres server;
    private static Database database;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        database = Database.open(server.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stopServer() throws IOException {
        database.close();
        server.close();
    }

    @Override
    Database open() {
        return database.write(handle -> {
            handle.execute("truncate version, closing, score, submission, artifact, token, learner");
            return database;
        });
    }

    @Override
    void release(Database database) {
        // the next test empties it
    }
}
