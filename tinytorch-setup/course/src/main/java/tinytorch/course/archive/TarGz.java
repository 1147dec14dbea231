package tinytorch.course.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;

import tinytorch.course.SkeletonFile;

/**
 * Writes a {@code .tar.gz} (POSIX.1-2001: a ustar archive, with a pax header before each entry whose name is longer than 100 bytes). In order of names, with one time, no
 * owner, and two modes: so the same files give the same bytes, and a program stays one after it is unpacked, which a zip of the JDK's cannot promise.
 */
public final class TarGz {
    static final int BLOCK = 512;
    static final int NAME = 100;
    /** 2026-01-01, as the build's own jars have it. */
    private static final long TIME = 1_767_225_600L;

    private TarGz() {
    }

    /** Writes these files, by path with forward slashes, and ends the archive; {@code out} stays open. */
    public static void write(SortedMap<String, SkeletonFile> files, OutputStream out) throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(out);
        for (Map.Entry<String, SkeletonFile> file : files.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            if (name.length > NAME) {
                entry(zipped, "pax".getBytes(StandardCharsets.US_ASCII), 'x', false, pax("path", file.getKey()));
            }
            entry(zipped, name, '0', file.getValue().executable(), file.getValue().content());
        }
        zipped.write(new byte[2 * BLOCK]);
        zipped.finish();
    }

    private static void entry(OutputStream out, byte[] name, char type, boolean executable, byte[] content) throws IOException {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, Math.min(name.length, NAME));
        octal(header, 100, 8, executable ? 0755 : 0644);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, content.length);
        octal(header, 136, 12, TIME);
        header[156] = (byte) type;
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
        octal(header, 148, 7, checksum(header));
        header[155] = ' ';
        out.write(header);
        out.write(content);
        out.write(new byte[padding(content.length)]);
    }

    /** The sum of the header's bytes, its own field taken as blanks. */
    static int checksum(byte[] header) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    /** What fills the last block of a content of this length. */
    static int padding(long length) {
        return (int) ((BLOCK - length % BLOCK) % BLOCK);
    }

    private static void octal(byte[] header, int at, int width, long value) {
        String digits = Long.toOctalString(value);
        byte[] text = ("0".repeat(width - 1 - digits.length()) + digits).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, at, text.length);
    }

    /** A record {@code LENGTH key=value\n} whose length counts its own digits. */
    private static byte[] pax(String key, String value) {
        byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
        int length = rest.length + 1;
        while (length != rest.length + Integer.toString(length).length()) {
            length++;
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        record.writeBytes(rest);
        return record.toByteArray();
    }
}
