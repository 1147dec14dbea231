package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells when something below some folders was saved. Events of the file system only make it look at once; what counts is the difference of two looks, and it
 * looks now and then without an event too: network drives and full event queues lose them. Several saves in a row are one.
 */
final class SourceWatch implements AutoCloseable {
    private static final WatchEvent.Kind<?>[] KINDS = {StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE};
    private static final long LOOK_WITH_EVENTS_MILLIS = 2_000;
    private static final long LOOK_OFTEN_MILLIS = 300;
    /** An editor empties a file and then writes it: no look counts until two in a row are the same. */
    private static final long QUIET_MILLIS = 40;
    private static final int QUIET_LOOKS = 25;

    private final List<Path> roots;
    private final Runnable saved;
    private final Map<Path, WatchKey> registered = new HashMap<>();
    private Optional<WatchService> events = Optional.empty();
    private Snapshot last;
    private boolean silent;
    private volatile boolean closed;

    /**
     * Begins to watch.
     *
     * @param roots  folders, which need not exist
     * @param events whether to ask the file system for events
     * @param saved  called on the watching thread
     */
    SourceWatch(List<Path> roots, boolean events, Runnable saved) {
        this.roots = List.copyOf(roots);
        this.saved = saved;
        if (events) {
            open();
        }
        last = Snapshot.of(roots);
        register(last);
        Thread.ofPlatform().daemon().name("source watch").start(this::watch);
    }

    /** Whether it hears of saves from the file system. */
    boolean hasEvents() {
        return events.isPresent();
    }

    private void open() {
        try {
            events = Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            events = Optional.empty();   // this system has none, or no more of them: looking is enough
        }
    }

    private void watch() {
        while (!closed) {
            try {
                boolean told = await();
                silent |= look() && !told;   // a save that nobody told of: this drive is one to look at often
            } catch (InterruptedException | ClosedWatchServiceException e) {
                return;
            }
        }
    }

    /** Waits until it is time to look; says whether an event was the reason. */
    private boolean await() throws InterruptedException {
        if (events.isEmpty()) {
            Thread.sleep(LOOK_OFTEN_MILLIS);
            return false;
        }
        WatchKey key = events.get().poll(silent ? LOOK_OFTEN_MILLIS : LOOK_WITH_EVENTS_MILLIS, TimeUnit.MILLISECONDS);
        boolean told = key != null;
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = events.get().poll();
        }
        return told;
    }

    /** Compares with the last look; says whether there was a save. */
    private boolean look() throws InterruptedException {
        Snapshot now = Snapshot.of(roots);
        if (now.equals(last)) {
            return false;
        }
        for (int i = 0; i < QUIET_LOOKS; i++) {
            Thread.sleep(QUIET_MILLIS);
            Snapshot next = Snapshot.of(roots);
            boolean quiet = next.equals(now);
            now = next;
            if (quiet) {
                break;
            }
        }
        register(now);
        boolean differs = !now.files().equals(last.files());
        last = now;
        if (differs && !closed) {
            saved.run();
        }
        return differs;
    }

    /** New folders get their events too. A system that can't watch one of them gets its changes looked for. */
    private void register(Snapshot snapshot) {
        if (events.isEmpty()) {
            return;
        }
        registered.keySet().retainAll(snapshot.folders());
        for (Path folder : snapshot.folders()) {
            try {
                if (!registered.containsKey(folder) || !registered.get(folder).isValid()) {
                    registered.put(folder, folder.register(events.get(), KINDS));
                }
            } catch (IOException e) {
                close(events.get());
                events = Optional.empty();
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        events.ifPresent(SourceWatch::close);
    }

    private static void close(WatchService service) {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the file events can't be ended", e);
        }
    }
}
