package tinytorch.board.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.model.Score;
import tinytorch.model.Task;

/** Columns to values and back. A number that was not measured is NaN in a record and null in the database: SQLite has no NaN. */
final class Rows {
    /** The columns of table score after the submission's id, in the order of {@link #columns}. */
    static final String SCORE = "c.public_examples, c.public_accuracy, c.public_bits, c.private_examples, c.private_accuracy, c.private_bits,"
            + " c.p50, c.p95, c.p95_low, c.p95_high, c.calls, c.bytes, c.memory, c.memory_method, c.seconds";
    static final String SUBMISSION = "s.id, s.task, s.sha256, s.received, s.state, s.attempts, s.reason, s.message, " + SCORE;

    private Rows() {
    }

    static Submission submission(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return new Submission(row.getString("id"), task(row.getString("task")), row.getString("sha256"), row.getLong("received"), state, row.getInt("attempts"),
                row.getString("reason"), row.getString("message"), state == State.SCORED ? score(row) : null);
    }

    static Score score(ResultSet row) throws SQLException {
        return new Score(part(row, "public"), part(row, "private"),
                new Score.Latency(number(row, "p50"), number(row, "p95"), number(row, "p95_low"), number(row, "p95_high"), row.getInt("calls")),
                row.getLong("bytes"), new Score.Memory(row.getLong("memory"), row.getString("memory_method")), number(row, "seconds"));
    }

    private static Score.Part part(ResultSet row, String name) throws SQLException {
        return new Score.Part(row.getLong(name + "_examples"), number(row, name + "_accuracy"), number(row, name + "_bits"));
    }

    static Object[] columns(String submission, Score score) {
        Score.Part open = score.publicPart();
        Score.Part hidden = score.privatePart();
        Score.Latency latency = score.latency();
        return new Object[] {submission, open.examples(), orNull(open.accuracy()), orNull(open.bitsPerCharacter()), hidden.examples(), orNull(hidden.accuracy()),
            orNull(hidden.bitsPerCharacter()), orNull(latency.p50()), orNull(latency.p95()), orNull(latency.lowerQuartile()), orNull(latency.upperQuartile()),
            latency.calls(), score.bytes(), score.memory().bytes(), score.memory().method(), orNull(score.seconds())};
    }

    static Task task(String id) {
        Task task = Task.of(id);
        if (task == null) {
            throw new IllegalStateException("the database has a task that this version does not know: " + id);
        }
        return task;
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    private static Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
