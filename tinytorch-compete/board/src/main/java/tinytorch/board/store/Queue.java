package tinytorch.board.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tinytorch.board.Outcome;
import tinytorch.board.State;
import tinytorch.model.Score;
import tinytorch.model.Task;

/**
 * The queue that evaluators share. A claim is a lease: the evaluator renews it while it works, and if it dies the lease runs out and another takes
 * over. Each claim has a name of its own, and only who holds the current one may finish: a score is written once, whatever dies when. The evaluators'
 * clocks must agree to within a fraction of the lease.
 */
public final class Queue {
    private final Database database;
    private final InstantSource clock;
    private final Duration lease;
    private final SecureRandom random = new SecureRandom();

    public Queue(Database database, InstantSource clock, Duration lease) {
        this.database = database;
        this.clock = clock;
        this.lease = lease;
    }

    /** A submission to evaluate. {@code lease} names this claim. */
    public record Claim(String submission, Task task, int attempt, String lease, byte[] artifact) {
    }

    public Duration lease() {
        return lease;
    }

    /** The oldest submission for one of these tasks that waits, or whose evaluator is gone. Empty: nothing to do. */
    public Optional<Claim> claim(Set<Task> tasks) {
        long now = clock.millis();
        String name = Ids.random(random);
        return database.write(handle -> {
            giveUp(handle, now);
            Optional<String> next = handle.createQuery("select id from submission where (state = 'QUEUED' or (state = 'EVALUATING' and lease_until < :now))"
                            + " and task in (<tasks>) order by received, id limit 1" + database.forUpdateSkippingLocked()).bind("now", now)
                    .bindList("tasks", tasks.stream().map(Task::id).toList()).mapTo(String.class).findOne();
            return next.map(id -> {
                handle.execute("update submission set state = 'EVALUATING', attempts = attempts + 1, lease = ?, lease_until = ? where id = ?",
                        name, now + lease.toMillis(), id);
                Claim claim = handle.createQuery("select s.id, s.task, s.attempts, a.bytes from submission s join artifact a on a.sha256 = s.sha256 where s.id = :id")
                        .bind("id", id).map((row, context) -> new Claim(row.getString(1), Rows.task(row.getString(2)), row.getInt(3), name, row.getBytes(4))).one();
                Versions.count(handle, claim.task(), false);
                return claim;
            });
        });
    }

    /** Those whose last allowed attempt took the evaluator down with it. */
    private void giveUp(Handle handle, long now) {
        List<String> lost = handle.createQuery("select id from submission where state = 'EVALUATING' and lease_until < :now and attempts >= :attempts order by id"
                + database.forUpdateSkippingLocked()).bind("now", now).bind("attempts", State.ATTEMPTS).mapTo(String.class).list();
        for (String id : lost) {
            Task task = Rows.task(handle.createQuery("select task from submission where id = :id").bind("id", id).mapTo(String.class).one());
            end(handle, id, State.FAILED, now, "EVALUATOR_LOST", "the evaluator did not come back, " + State.ATTEMPTS + " times. Tell your instructor.");
            Versions.count(handle, task, false);
        }
    }

    /** Holds a claim for another lease. False: it is somebody else's by now, so stop. */
    public boolean renew(Claim claim) {
        long until = clock.millis() + lease.toMillis();
        return database.write(handle -> handle.execute("update submission set lease_until = ? where id = ? and lease = ?", until, claim.submission(), claim.lease()) == 1);
    }

    /** Puts a claim back as if it had not been taken: its evaluator is told to stop, and nothing is wrong with either. */
    public void giveBack(Claim claim) {
        database.write(handle -> {
            int held = handle.execute("update submission set state = 'QUEUED', attempts = attempts - 1, lease = null, lease_until = null where id = ? and lease = ?",
                    claim.submission(), claim.lease());
            if (held == 1) {
                Versions.count(handle, claim.task(), false);
            }
            return held;
        });
    }

    /** Writes what came out. False: the claim was lost, and nothing is written. */
    public boolean finish(Claim claim, Outcome outcome) {
        long now = clock.millis();
        return database.write(handle -> {
            boolean held = handle.createQuery("select id from submission where id = :id and lease = :lease" + database.forUpdate())
                    .bind("id", claim.submission()).bind("lease", claim.lease()).mapTo(String.class).findOne().isPresent();
            if (!held) {
                return false;
            }
            switch (outcome) {
                case Outcome.Scored(Score score) -> {
                    handle.execute("insert into score (submission, " + Rows.SCORE.replace("c.", "") + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", Rows.columns(claim.submission(), score));
                    end(handle, claim.submission(), State.SCORED, now, null, null);
                }
                case Outcome.Rejected(String reason, String message) -> end(handle, claim.submission(), State.REJECTED, now, reason, message);
                case Outcome.Broken(String message) when claim.attempt() < State.ATTEMPTS -> release(handle, claim.submission());
                case Outcome.Broken(String message) -> end(handle, claim.submission(), State.FAILED, now, "EVALUATOR_BROKE", message);
            }
            Versions.count(handle, claim.task(), outcome instanceof Outcome.Scored);
            return true;
        });
    }

    private static void end(Handle handle, String id, State state, long now, String reason, String message) {
        handle.execute("update submission set state = ?, lease = null, lease_until = null, finished = ?, reason = ?, message = ? where id = ?",
                state.name(), now, reason, message, id);
    }

    private static void release(Handle handle, String id) {
        handle.execute("update submission set state = 'QUEUED', lease = null, lease_until = null where id = ?", id);
    }
}
