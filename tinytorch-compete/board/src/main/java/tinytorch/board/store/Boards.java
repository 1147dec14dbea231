package tinytorch.board.store;

import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tinytorch.board.Entry;
import tinytorch.model.Task;

/** What is public of a task: its scored entries, how long its queue is, whether it is closed. */
public final class Boards {
    private final Database database;
    private final InstantSource clock;

    public Boards(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A task at one moment.
     *
     * @param entries all scored submissions, in the order they came
     */
    public record Snapshot(Task task, boolean closed, int queued, int evaluating, List<Entry> entries) {
    }

    /** {@code closed} is read first: a close in between shows a moment later, and the private part never too early. */
    public Snapshot of(Task task) {
        return database.read(handle -> new Snapshot(task, closed(handle, task), count(handle, task, "QUEUED"), count(handle, task, "EVALUATING"), entries(handle, task)));
    }

    private static List<Entry> entries(Handle handle, Task task) {
        return handle.createQuery("select s.id, l.name, s.received, " + Rows.SCORE + " from submission s join learner l on l.id = s.learner"
                        + " join score c on c.submission = s.id where s.task = :task and s.state = 'SCORED' order by s.received, s.id")
                .bind("task", task.id()).map((row, context) -> new Entry(row.getString("id"), row.getString("name"), row.getLong("received"), Rows.score(row))).list();
    }

    private static int count(Handle handle, Task task, String state) {
        return handle.createQuery("select count(*) from submission where task = :task and state = :state").bind("task", task.id()).bind("state", state)
                .mapTo(Integer.class).one();
    }

    /** Ends a task: no more submissions, the private part decides. Those in the queue are still evaluated. False: it was closed already. */
    public boolean close(Task task) {
        long now = clock.millis();
        return database.write(handle -> {
            boolean fresh = handle.execute("insert into closing (task, at) values (?, ?) on conflict (task) do nothing", task.id(), now) == 1;
            if (fresh) {
                Versions.count(handle, task, true);
            }
            return fresh;
        });
    }

    static boolean closed(Handle handle, Task task) {
        return handle.createQuery("select count(*) from closing where task = :task").bind("task", task.id()).mapTo(Integer.class).one() == 1;
    }
}
