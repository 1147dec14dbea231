package tinytorch.board.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database can't be used as it is: a message for the one who runs it, who alone can put it right. Errors of this program are something else. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    /** What is wrong with it. */
    public enum Fault {
        /** Its folder, its rights, its server. */
        OUT_OF_REACH,
        /** Its disk is full. */
        FULL,
        /** Damaged, or something else than the database of a leaderboard. */
        DAMAGED,
        /** Made by a version after this one. */
        NEWER
    }

    DatabaseException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** What a database said, if it is one of these faults. {@code name}: the database, without passwords. */
    static Optional<DatabaseException> of(String name, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Fault fault = cause instanceof SQLiteException sqlite ? fault(sqlite.getResultCode()) : cause instanceof SQLException sql ? fault(sql) : null;
            if (fault != null) {
                return Optional.of(new DatabaseException(fault, message(fault, name, String.valueOf(cause.getMessage()).lines().findFirst().orElse("")), thrown));
            }
        }
        return Optional.empty();
    }

    static String message(Fault fault, String name, String reason) {
        return switch (fault) {
            case OUT_OF_REACH -> "the database " + name + " can't be opened or written: " + reason + ". Is it there, may this user write to it and to its folder, and does nothing else hold it?";
            case FULL -> "the disk of the database " + name + " is full. What was accepted before is kept; make room, and everything goes on.";
            case DAMAGED -> "the database " + name + " is damaged, or not the database of a leaderboard: " + reason + ". Put a saved copy in its place, or take another one: --db";
            case NEWER -> "the database " + name + " was made by a newer version of this program: " + reason + ". Update this one.";
        };
    }

    /** The last byte is the kind, the others say more of it (sqlite.org/rescode.html). */
    private static Fault fault(SQLiteErrorCode code) {
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
            case SQLITE_FULL -> Fault.FULL;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Fault.DAMAGED;
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_IOERR, SQLITE_PERM, SQLITE_AUTH, SQLITE_BUSY -> Fault.OUT_OF_REACH;
            default -> null;
        };
    }

    /** By the classes of SQLSTATE: 08 connection, 28 who may, 3D no such database, 53 resources, 57P the server stops, 25006 and 42501 may not be written. */
    private static Fault fault(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.equals("53100")) {
            return Fault.FULL;
        }
        return state.matches("08...|28...|3D...|53...|57P..|25006|42501") || sql instanceof SQLTransientConnectionException && sql.getCause() == null ? Fault.OUT_OF_REACH : null;
    }
}
