package tinytorch.board.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;
import tinytorch.board.Submission;
import tinytorch.model.Task;

/**
 * What learners handed in. Accepting is one transaction: bytes, place in the queue and quota together, so that an answer "accepted" survives whatever
 * happens to the server next. Nothing here can be asked for without naming the learner it belongs to.
 */
public final class Submissions {
    private static final String SELECT = "select " + Rows.SUBMISSION + " from submission s left join score c on c.submission = s.id";

    private final Database database;
    private final InstantSource clock;
    private final int quota;
    private final SecureRandom random = new SecureRandom();

    /** {@code quota}: submissions a learner, a task and a day (UTC). */
    public Submissions(Database database, InstantSource clock, int quota) {
        this.database = database;
        this.clock = clock;
        this.quota = quota;
    }

    /**
     * @param fresh false when the same learner handed in the same bytes for the same task before: the old submission, which cost nothing
     * @param left how many more today
     */
    public record Accepted(Submission submission, boolean fresh, int left) {
    }

    /** Puts an artifact into the queue. */
    public Accepted accept(Learners.Learner learner, Task task, byte[] artifact) {
        String sha256 = Ids.sha256(artifact);
        long now = clock.millis();
        return database.write(handle -> {
            // One submission of a learner at a time: two at once would both see room in the quota.
            handle.createQuery("select id from learner where id = :id" + database.forUpdate()).bind("id", learner.id()).mapTo(String.class).one();
            int left = quota - today(handle, learner, task, now);
            Optional<Submission> known = handle.createQuery(SELECT + " where s.learner = :learner and s.task = :task and s.sha256 = :sha256")
                    .bind("learner", learner.id()).bind("task", task.id()).bind("sha256", sha256).map((row, context) -> Rows.submission(row)).findOne();
            if (known.isPresent()) {
                return new Accepted(known.get(), false, Math.max(left, 0));
            }
            if (Boards.closed(handle, task)) {
                throw new BoardException(Problem.CLOSED, task.id() + " is closed: no more submissions. Its board now shows the private part of the hidden set.");
            }
            if (left <= 0) {
                throw new BoardException(Problem.QUOTA, "your " + quota + " submissions of today for " + task.id() + " are used up. The next day begins at midnight UTC.");
            }
            String id = Ids.random(random);
            handle.execute("insert into artifact (sha256, bytes) values (?, ?) on conflict (sha256) do nothing", sha256, artifact);
            handle.execute("insert into submission (id, learner, task, sha256, received, state) values (?, ?, ?, ?, ?, 'QUEUED')", id, learner.id(), task.id(), sha256, now);
            Versions.count(handle, task, false);
            return new Accepted(one(handle, learner, id).orElseThrow(), true, left - 1);
        });
    }

    /** Failed ones don't count: that was not the learner's fault. */
    private static int today(Handle handle, Learners.Learner learner, Task task, long now) {
        long midnight = LocalDate.ofEpochDay(Math.floorDiv(now, 86_400_000L)).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return handle.createQuery("select count(*) from submission where learner = :learner and task = :task and received >= :midnight and state <> 'FAILED'")
                .bind("learner", learner.id()).bind("task", task.id()).bind("midnight", midnight).mapTo(Integer.class).one();
    }

    /** All of a learner, the newest first. */
    public List<Submission> of(Learners.Learner learner) {
        return database.read(handle -> handle.createQuery(SELECT + " where s.learner = :learner order by s.received desc, s.id").bind("learner", learner.id())
                .map((row, context) -> Rows.submission(row)).list());
    }

    /** One of the learner's own. Another's is answered as one that is not there. */
    public Submission one(Learners.Learner learner, String id) {
        return database.read(handle -> one(handle, learner, id))
                .orElseThrow(() -> new BoardException(Problem.NOT_FOUND, "you have no submission with this id. Yours: tito leaderboard status"));
    }

    /** How many evaluations of all tasks end before this one's begins: those that came earlier and are not done. */
    public int ahead(Submission submission) {
        return database.read(handle -> handle.createQuery("select count(*) from submission where state in ('QUEUED', 'EVALUATING')"
                        + " and (received < :received or (received = :received and id < :id))")
                .bind("received", submission.received()).bind("id", submission.id()).mapTo(Integer.class).one());
    }

    private static Optional<Submission> one(Handle handle, Learners.Learner learner, String id) {
        return handle.createQuery(SELECT + " where s.id = :id and s.learner = :learner").bind("id", id).bind("learner", learner.id())
                .map((row, context) -> Rows.submission(row)).findOne();
    }
}
