package tinytorch.course.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One at a time, across threads and across processes. A process that dies gives its lock back. */
final class FileMutex {
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private FileMutex() {
    }

    /** Does {@code action} while nobody else holds the lock {@code file}; waits for it if need be. */
    static <T> T hold(Path file, Supplier<T> action) {
        ReentrantLock threads = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        threads.lock();   // a file lock is the whole JVM's: two threads would get an exception, not wait
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return action.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be locked", e);
        } finally {
            threads.unlock();
        }
    }
}
