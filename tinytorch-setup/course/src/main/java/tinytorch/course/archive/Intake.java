package tinytorch.course.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Takes files out of an archive into memory, the wanted ones only, and stops at what no honest archive has. */
final class Intake {
    private static final int ENTRIES = 100_000;
    private static final int FILE_BYTES = 4 << 20;
    private static final int KEPT_BYTES = 64 << 20;
    /** All that comes out of an archive, wanted or not: a bomb holds a thousand times more than its own size. */
    private static final long READ_BYTES = 1L << 30;

    private final Predicate<String> wanted;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final byte[] buffer = new byte[1 << 16];
    private int entries;
    private long read;
    private long kept;

    Intake(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    SortedMap<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    /** One regular file; reads {@code in} to its end. */
    void take(String name, InputStream in) throws IOException {
        String path = checked(name);
        if (++entries > ENTRIES) {
            throw new ArchiveException("It has more than " + ENTRIES + " files.");
        }
        boolean keep = wanted.test(path);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            read += n;
            if (read > READ_BYTES) {
                throw new ArchiveException("It unpacks to more than " + (READ_BYTES >> 20) + " MB.");
            }
            if (keep) {
                kept += n;
                content.write(buffer, 0, n);
                if (content.size() > FILE_BYTES || kept > KEPT_BYTES) {
                    throw new ArchiveException("Its sources are too large: '" + path + "' and those before it have " + kept + " bytes.");
                }
            }
        }
        if (keep && files.put(path, content.toByteArray()) != null) {
            throw new ArchiveException("It has '" + path + "' twice.");
        }
    }

    /** The name with forward slashes. Nothing is ever written by this name, but who sends such a one is to be told from the others. */
    private static String checked(String name) {
        String path = name.replace('\\', '/');
        boolean leaves = path.startsWith("/") || path.matches("[A-Za-z]:.*") || Arrays.asList(path.split("/")).contains("..");
        if (leaves || path.indexOf('\0') >= 0) {
            throw new ArchiveException("The name '" + name.replace('\0', '?') + "' leads out of its folder.");
        }
        return path.startsWith("./") ? path.substring(2) : path;
    }
}
