package tinytorch.data.source;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tinytorch.workbench.Format;

/**
 * Brings published files into the cache: {@code curl -C -} with a checksum.
 *
 * <p>The bytes go into {@code NAME.part} beside the target, which is moved to its place once it is complete and its SHA-256 is right: whoever finds the
 * target finds all of it. A part that a lost connection, a full disk or Ctrl-C left is gone on with by the next download. Bytes with a wrong checksum are
 * deleted. A lock on the part keeps two programs from writing into it at once.
 */
final class Downloader {
    private final HttpSource http;
    private final Transfer transfer;

    Downloader(HttpSource http, Transfer transfer) {
        this.http = http;
        this.transfer = transfer;
    }

    /** A downloader that tells on the standard error stream how far it is. */
    static Downloader withProgress() {
        return new Downloader(new HttpSource(HttpSource.Patience.USUAL), Transfer.onStandardError());
    }

    /**
     * Downloads a file to {@code target}, replacing what is there.
     *
     * @throws DataException if no source gave the right bytes, or they could not be written; the message ends a sentence that begins with the file
     */
    void download(RemoteFile file, Path target) throws DataException {
        Path part = part(target);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                lock(out, part); // held until the channel is closed
                try {
                    requireSpace(part.toAbsolutePath().getParent(), file.size() - out.size());
                    fetch(file, new PartFile(part, out));
                } finally {
                    deleteIfEmpty(part, out);
                }
            }
            move(file, part, target);
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException("it can't be written to " + target.getParent() + " (" + reason(e) + "); set TINYTORCH_DATA to a folder that can be written to.", e);
        }
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /** How many bytes of a file an earlier download has left. */
    static long begun(Path target) throws IOException {
        return Files.exists(part(target)) ? Files.size(part(target)) : 0;
    }

    private static void lock(FileChannel out, Path part) throws IOException {
        FileLock lock;
        try {
            lock = out.tryLock();
        } catch (OverlappingFileLockException e) {
            throw busy(part, e);
        }
        if (lock == null) {
            throw busy(part, null);
        }
    }

    private static DataException busy(Path part, Exception cause) {
        return new DataException("another program is downloading it (" + part + " is locked); wait until that is done, then try again.", cause);
    }

    /** Refuses to begin what the disk of this folder has no room for. */
    static void requireSpace(Path folder, long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            throw new DataException("the disk has only %s free, %s more are needed in %s; make room, or set TINYTORCH_DATA to a folder on another disk."
                    .formatted(Format.bytes(free), Format.bytes(needed), folder));
        }
    }

    /** Asks one source after the other until the part is the published file. */
    private void fetch(RemoteFile file, PartFile part) throws DataException {
        List<SourceException> failures = new ArrayList<>();
        for (URI source : file.sources()) {
            try (Transfer.Running progress = transfer.start(file, part.size())) {
                http.fetch(file, source, part, progress);
                return;
            } catch (SourceException e) {
                failures.add(e);
            }
            if (failures.size() < file.sources().size()) {
                transfer.say(failures.getLast().getMessage() + "; trying the next source");
            }
        }
        throw explain(file, failures, part.size());
    }

    private static DataException explain(RemoteFile file, List<SourceException> failures, long have) {
        SourceException last = failures.getLast();
        DataException told;
        if (failures.stream().allMatch(failure -> failure.kind() == SourceException.Kind.UNREACHABLE)) {
            told = new DataException("no source of it can be reached (%s); check the network, then try again.".formatted(last.getMessage()), last);
        } else {
            String all = String.join(", ", failures.stream().map(Throwable::getMessage).distinct().toList());
            String kept = have > 0 ? " (the %s that came are kept, the next try goes on from there)".formatted(Format.bytes(have)) : "";
            told = new DataException("the download failed: " + all + "; try again later" + kept + ".", last);
        }
        failures.subList(0, failures.size() - 1).forEach(told::addSuppressed);
        return told;
    }

    private static void deleteIfEmpty(Path part, FileChannel out) throws IOException {
        if (out.size() == 0) {
            Files.deleteIfExists(part);
        }
    }

    private static void move(RemoteFile file, Path part, Path target) throws IOException {
        try {
            Arrival.move(part, target);
        } catch (NoSuchFileException e) {
            if (!Files.exists(target) || !file.matches(target)) { // else another program has just moved the same file there
                throw e;
            }
        }
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class ? e.getMessage() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
