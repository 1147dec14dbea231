package tinytorch.data.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Puts a published file in its place from bytes on this machine: beside it first, and moved there when all of them came and are right. */
final class Arrival {
    private static final String SUFFIX = ".new";

    private Arrival() {
    }

    /** Where the bytes come from; an error of it is an error of the origin, not of the disk that is written to. */
    @FunctionalInterface
    interface Source {
        int read(byte[] buffer) throws IOException;
    }

    /**
     * Writes a file to {@code target}, replacing what is there.
     *
     * @param origin what the bytes come out of, for messages
     * @throws DataException if they can't be read or written, or are not those of the published file; nothing is left then
     */
    static void place(RemoteFile file, Source source, Path target, Path origin, Transfer transfer) throws DataException {
        Path beside = target.resolveSibling(target.getFileName() + SUFFIX);
        try (Transfer.Running progress = transfer.start(file, 0)) {
            Files.createDirectories(target.toAbsolutePath().getParent());
            try (FileChannel out = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                copy(file, source, new PartFile(beside, out), origin, progress);
            }
            move(beside, target);
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException("%s can't be written (%s).".formatted(target, e), e);
        } finally {
            delete(beside);
        }
    }

    private static void copy(RemoteFile file, Source source, PartFile out, Path origin, Transfer.Running progress) throws DataException {
        MessageDigest digest = RemoteFile.sha256Digest();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int n = read(source, buffer, origin); n >= 0; n = read(source, buffer, origin)) {
            size += n;
            if (size > file.size()) {
                throw wrong(file, origin);
            }
            digest.update(buffer, 0, n);
            out.append(buffer, n);
            progress.advance(n);
        }
        if (size != file.size() || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
            throw wrong(file, origin);
        }
    }

    private static int read(Source source, byte[] buffer, Path origin) throws DataException {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            throw new DataException("%s can't be read (%s).".formatted(origin, e.getMessage()), e);
        }
    }

    private static DataException wrong(RemoteFile file, Path origin) {
        return new DataException("%s does not hold the published %s: its bytes are others (SHA-256).".formatted(origin, file.name()));
    }

    /** Moves a complete file to its place, in one step where the disk can do that. */
    static void move(Path from, Path target) throws IOException {
        try {
            Files.move(from, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path beside) throws DataException {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            throw new DataException("%s can't be deleted (%s).".formatted(beside, e.getMessage()), e);
        }
    }
}
