package tinytorch.board.web;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Versions;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/**
 * What all watchers see. One thread asks the database for its versions a few times a second, and makes the board of a task anew when its scores
 * changed: five hundred watchers cost one query. However much happens, watchers hear of it once in such an interval.
 */
final class Feed implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Versions versions;
    private final Boards boards;
    private final Map<Task, TaskRules> rules;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Task, Now> tasks = new EnumMap<>(Task.class);
    private byte[] event = {};
    private long number;
    private boolean closed;
    private Thread thread;

    Feed(Versions versions, Boards boards, Map<Task, TaskRules> rules) {
        this.versions = versions;
        this.boards = boards;
        this.rules = rules;
    }

    /**
     * A task as it is now.
     *
     * @param board as JSON
     */
    record Now(Versions.Version version, boolean closed, int waiting, int evaluating, byte[] board) {
    }

    /**
     * @param number counts events
     * @param data as JSON; empty: nothing new
     */
    record Event(long number, byte[] data) {
    }

    void start() {
        look();
        thread = Thread.ofVirtual().name("feed").start(this::watch);
    }

    private void watch() {
        String trouble = "";
        while (true) {
            try {
                Thread.sleep(INTERVAL);
                look();
                trouble = "";
            } catch (InterruptedException e) {
                return; // closed
            } catch (RuntimeException e) {
                // A database that is away for a moment: the page is late, and catches up. Told once, not four times a second.
                if (!trouble.equals(e.getMessage())) {
                    Log.line("the board could not be read: " + e);
                }
                trouble = e.getMessage();
            }
        }
    }

    private void look() {
        Map<Task, Now> fresh = new EnumMap<>(Task.class);
        // Versions first: what changes after them is seen the next time.
        versions.all().forEach((task, version) -> {
            Now old = of(task);
            if (rules.containsKey(task) && (old == null || !old.version().equals(version))) {
                Boards.Snapshot snapshot = boards.of(task);
                boolean same = old != null && old.version().scores() == version.scores();
                fresh.put(task, new Now(version, snapshot.closed(), snapshot.queued(), snapshot.evaluating(),
                        same ? old.board() : Json.bytes(Json.board(snapshot, rules.get(task)))));
            }
        });
        if (fresh.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            tasks.putAll(fresh);
            event = Json.bytes(Json.event(tasks));
            number++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Null: the task is not part of this competition. */
    Now of(Task task) {
        lock.lock();
        try {
            return tasks.get(task);
        } finally {
            lock.unlock();
        }
    }

    /** The newest event after this one; waits so long for one. Null: the server stops. */
    Event after(long seen, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (number == seen && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (closed) {
                return null;
            }
            return number == seen ? new Event(seen, new byte[0]) : new Event(number, event);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }
}
