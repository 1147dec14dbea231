package tinytorch.board.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import tinytorch.board.Measures;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.board.Task;

/** Columns to values and back. A number that was not measured is NaN in a record and null in the database: SQLite has no NaN. */
final class Rows {
    static final String SCORE = "c.public_accuracy, c.private_accuracy, c.public_bits, c.private_bits, c.p50, c.p95, c.p95_low, c.p95_high, c.bytes,"
            + " c.peak_memory, c.examples, c.seconds";
    static final String SUBMISSION = "s.id, s.task, s.sha256, s.received, s.state, s.attempts, s.reason, s.message, " + SCORE;

    private Rows() {
    }

    static Submission submission(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return new Submission(row.getString("id"), task(row.getString("task")), row.getString("sha256"), row.getLong("received"), state, row.getInt("attempts"),
                row.getString("reason"), row.getString("message"), state == State.SCORED ? measures(row) : null);
    }

    static Measures measures(ResultSet row) throws SQLException {
        return new Measures(number(row, "public_accuracy"), number(row, "private_accuracy"), number(row, "public_bits"), number(row, "private_bits"),
                number(row, "p50"), number(row, "p95"), number(row, "p95_low"), number(row, "p95_high"), row.getLong("bytes"), row.getLong("peak_memory"),
                row.getInt("examples"), number(row, "seconds"));
    }

    /** The columns of table score in their order, after the submission's id. */
    static Object[] columns(String submission, Measures m) {
        return new Object[] {submission, orNull(m.publicAccuracy()), orNull(m.privateAccuracy()), orNull(m.publicBits()), orNull(m.privateBits()), orNull(m.p50()),
            orNull(m.p95()), orNull(m.p95Low()), orNull(m.p95High()), m.bytes(), m.peakMemory(), m.examples(), orNull(m.seconds())};
    }

    static Task task(String id) {
        return Task.of(id).orElseThrow(() -> new IllegalStateException("the database has a task that this version does not know: " + id));
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    private static Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
