package tinytorch.board.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
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
    private static final int PATIENCE_MILLIS = 10_000;

    private final String name;
    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final boolean postgresql;
    private final ReentrantLock writer = new ReentrantLock(true);

    private Database(String name, HikariDataSource source, boolean postgresql) {
        this.name = name;
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.postgresql = postgresql;
    }

    /** Work in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Handle handle);
    }

    /**
     * {@code where}: a file, or {@code jdbc:postgresql:...}.
     *
     * @throws DatabaseException if it can't be opened, is damaged or of a newer version
     */
    public static Database open(String where) {
        boolean postgresql = where.startsWith(POSTGRESQL);
        String name = postgresql ? where.replaceAll("[?].*", "") : where; // behind the question mark is a password
        HikariConfig config = new HikariConfig();
        config.setPoolName("board");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        if (postgresql) {
            config.setJdbcUrl(where);
            config.setConnectionTimeout(PATIENCE_MILLIS); // a server that is away is told soon
        } else {
            create(where);
            config.setJdbcUrl("jdbc:sqlite:" + where);
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL"); // what was accepted outlives a power cut too
            config.addDataSourceProperty("foreign_keys", "true");
            config.addDataSourceProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        }
        HikariDataSource source = null;
        try {
            source = new HikariDataSource(config);
            migrate(name, source, postgresql ? "bytea" : "blob");
            return new Database(name, source, postgresql);
        } catch (RuntimeException e) {
            if (source != null) {
                source.close();
            }
            throw DatabaseException.of(name, e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    /** The file itself is made here, so that nobody else can look into it: SQLite gives the files that it puts beside it the same rights. */
    private static void create(String where) {
        try {
            Path file = Path.of(where).toAbsolutePath();
            OwnerOnly.folder(file.getParent());
            OwnerOnly.file(file);
        } catch (IOException | InvalidPathException e) {
            throw new DatabaseException(DatabaseException.Fault.OUT_OF_REACH,
                    DatabaseException.message(DatabaseException.Fault.OUT_OF_REACH, where, "no file can be made there (" + e.getMessage() + ")"), e);
        }
    }

    private static void migrate(String name, HikariDataSource source, String bytes) {
        Flyway flyway = Flyway.configure(Database.class.getClassLoader()).dataSource(source).loggers("slf4j").locations("classpath:tinytorch/board/schema")
                .placeholders(Map.of("bytes", bytes)).load();
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DatabaseException(DatabaseException.Fault.NEWER,
                        DatabaseException.message(DatabaseException.Fault.NEWER, name, "its schema is number " + applied.getVersion()), null);
            }
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            DatabaseException told = DatabaseException.of(name, e).orElseGet(() -> new DatabaseException(DatabaseException.Fault.DAMAGED,
                    DatabaseException.message(DatabaseException.Fault.DAMAGED, name, "its tables are not those of this program"), e));
            throw told;
        }
    }

    /** One statement, or several that need not see the same state. */
    <T> T read(Work<T> work) {
        return told(() -> jdbi.withHandle(work::with));
    }

    /** One transaction: all of it or nothing. */
    <T> T write(Work<T> work) {
        if (postgresql) {
            return told(() -> jdbi.inTransaction(work::with));
        }
        writer.lock();
        try {
            return told(() -> jdbi.inTransaction(work::with));
        } finally {
            writer.unlock();
        }
    }

    private <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw DatabaseException.of(name, e).map(RuntimeException.class::cast).orElse(e);
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
