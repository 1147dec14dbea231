package tinytorch.course.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a tar archive: ustar, pax paths, and the long names of GNU tar. */
final class TarReader {
    /** A name that needs more than this is none. */
    private static final int LONGEST_NAME = 1 << 16;

    private final InputStream in;
    private String longName = "";

    TarReader(InputStream in) {
        this.in = in;
    }

    void readAll(Intake intake) throws IOException {
        byte[] header = new byte[TarGz.BLOCK];
        while (in.readNBytes(header, 0, header.length) == header.length && header[0] != 0) {
            if (number(header, 148, 8) != TarGz.checksum(header)) {
                throw new IOException("not a tar archive, or a damaged one");
            }
            long size = number(header, 124, 12);
            char type = (char) header[156];
            if (type == 'x' || type == 'L') {
                longName = longName(size, type);
            } else {
                entry(header, type, size, intake);
                longName = "";
            }
            in.skipNBytes(TarGz.padding(size));
        }
    }

    private void entry(byte[] header, char type, long size, Intake intake) throws IOException {
        String prefix = text(header, 345, 155);
        String own = prefix.isEmpty() || !text(header, 257, 5).equals("ustar") ? text(header, 0, TarGz.NAME) : prefix + "/" + text(header, 0, TarGz.NAME);
        Entry content = new Entry(in, size);
        if (type == '0' || type == 0) {
            intake.take(longName.isEmpty() ? own : longName, content);
        }
        content.skipRest();
    }

    private String longName(long size, char type) throws IOException {
        if (size > LONGEST_NAME) {
            throw new IOException("a name of " + size + " bytes");
        }
        String text = new String(in.readNBytes((int) size), StandardCharsets.UTF_8);
        if (type == 'L') {
            return text.replace("\0", "");
        }
        // Records "LENGTH key=value\n": only the path matters here.
        return text.lines().filter(line -> line.matches("\\d+ path=.*")).map(line -> line.substring(line.indexOf('=') + 1)).findFirst().orElse(longName);
    }

    private static String text(byte[] header, int at, int width) {
        int length = 0;
        while (length < width && header[at + length] != 0) {
            length++;
        }
        return new String(header, at, length, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int at, int width) throws IOException {
        String digits = text(header, at, width).strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new IOException("not a tar archive, or a damaged one");
        }
        return Long.parseLong(digits, 8);
    }

    /** The content of one entry. */
    private static final class Entry extends FilterInputStream {
        private long left;

        Entry(InputStream in, long size) {
            super(in);
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(bytes, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw new IOException("the archive ends in the middle of a file");
            }
            left -= n;
            return n;
        }

        /** What nobody read, an entry that is no file for one. */
        void skipRest() throws IOException {
            in.skipNBytes(left);
            left = 0;
        }
    }
}
