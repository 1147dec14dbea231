package tinytorch.board.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one place that knows which database it is: an SQLite file (the default, nothing to install), or PostgreSQL for a large class with evaluators on
 * several machines. Opening brings the schema up to date.
 *
 * <p>SQLite has one writer at a time. Its transactions begin as writing ones, because one that reads first and writes later can't wait its turn: it
 * fails. A lock lets the threads of this process wait in line; other processes wait by {@code busy_timeout}.
 */
public final class Database implements AutoCloseable {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int CONNECTIONS = 8;
    private static final int BUSY_MILLIS = 20_000;

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final boolean postgresql;
    private final ReentrantLock writer = new ReentrantLock(true);

    private Database(HikariDataSource source, boolean postgresql) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.postgresql = postgresql;
    }

    /** Work in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Handle handle);
    }

    /** {@code where}: a file, or {@code jdbc:postgresql:...}. */
    public static Database open(String where) {
        boolean postgresql = where.startsWith(POSTGRESQL);
        HikariConfig config = new HikariConfig();
        config.setPoolName("board");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        if (postgresql) {
            config.setJdbcUrl(where);
        } else {
            createFolder(Path.of(where).toAbsolutePath().getParent());
            config.setJdbcUrl("jdbc:sqlite:" + where);
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL"); // what was accepted outlives a power cut too
            config.addDataSourceProperty("foreign_keys", "true");
            config.addDataSourceProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        }
        HikariDataSource source = new HikariDataSource(config);
        try {
            Flyway.configure(Database.class.getClassLoader()).dataSource(source).loggers("slf4j").locations("classpath:tinytorch/board/schema")
                    .placeholders(Map.of("bytes", postgresql ? "bytea" : "blob")).load().migrate();
            return new Database(source, postgresql);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the database can't be made: " + folder, e);
        }
    }

    /** One statement, or several that need not see the same state. */
    <T> T read(Work<T> work) {
        return jdbi.withHandle(work::with);
    }

    /** One transaction: all of it or nothing. */
    <T> T write(Work<T> work) {
        if (postgresql) {
            return jdbi.inTransaction(work::with);
        }
        writer.lock();
        try {
            return jdbi.inTransaction(work::with);
        } finally {
            writer.unlock();
        }
    }

    /** Ends a select whose rows this transaction is about to change. SQLite's writer is alone anyway. */
    String forUpdate() {
        return postgresql ? " for update" : "";
    }

    /** The same, but rows that another transaction holds are passed over: how evaluators share a queue without waiting for one another. */
    String forUpdateSkippingLocked() {
        return postgresql ? " for update skip locked" : "";
    }

    @Override
    public void close() {
        source.close();
    }
}
