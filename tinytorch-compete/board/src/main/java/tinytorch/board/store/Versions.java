package tinytorch.board.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tinytorch.model.Task;

/** Counters that say that something changed. They are rows, so that every process on the same database sees the changes of the others. */
public final class Versions {
    static final String SCORES = "scores";
    static final String QUEUE = "queue";

    private final Database database;

    public Versions(Database database) {
        this.database = database;
    }

    /** {@code scores}: changes of the board; {@code queue}: changes of any submission's state. */
    public record Version(long scores, long queue) {
    }

    /** Those of all tasks, in the order of tasks. */
    public Map<Task, Version> all() {
        record Row(String task, String kind, long number) {
        }
        List<Row> rows = database.read(handle -> handle.createQuery("select task, kind, number from version")
                .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getLong(3))).list());
        Map<Task, Version> versions = new EnumMap<>(Task.class);
        for (Task task : Task.values()) {
            long[] numbers = new long[2];
            for (Row row : rows) {
                if (row.task().equals(task.id())) {
                    numbers[row.kind().equals(SCORES) ? 0 : 1] = row.number();
                }
            }
            versions.put(task, new Version(numbers[0], numbers[1]));
        }
        return versions;
    }

    /** Counts up, in the transaction that makes the change. Always scores before queue, so that two transactions never wait for each other. */
    static void count(Handle handle, Task task, boolean scores) {
        List<String> kinds = new ArrayList<>();
        if (scores) {
            kinds.add(SCORES);
        }
        kinds.add(QUEUE);
        for (String kind : kinds) {
            handle.execute("insert into version (task, kind, number) values (?, ?, 1) on conflict (task, kind) do update set number = version.number + 1", task.id(), kind);
        }
    }
}
