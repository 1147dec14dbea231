package tinytorch.board.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a real PostgreSQL server, unpacked from a jar and started for these tests; each gets a database of its own. */
class PostgresStoreTest extends StoreContract {
    private static EmbeddedPostgres server;
    private static int count;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    Database open() throws SQLException {
        String name = "board" + count++;
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return Database.open(server.getJdbcUrl("postgres", name));
    }
}
