package tinytorch.data.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a tar archive, entry after entry (POSIX.1-1988 "ustar"): a block of 512 bytes says name, size and kind of an entry, its bytes follow, filled up to
 * whole blocks; a block of zeros ends the archive.
 *
 * <p>Names are told, never used as a path: whoever reads decides where bytes go.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int KIND_AT = 156;

    /**
     * What stands before an entry's bytes.
     *
     * @param name as it is in the archive, without a prefix that longer names have
     * @param size in bytes
     * @param file whether it is an ordinary file; folders, links and headers of extensions are not
     */
    record Entry(String name, long size, boolean file) {

        /** What follows the last slash of the name. */
        String lastName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    private final InputStream in;
    private long left;
    private long padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** The next entry, or {@code null} after the last; what was not read of the one before is skipped. */
    Entry next() throws IOException {
        in.skipNBytes(left + padding);
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("the archive ends in the middle");
        }
        if (isZero(block)) {
            return null;
        }
        if (octal(block, CHECKSUM_AT, CHECKSUM_LENGTH) != checksum(block)) {
            throw new IOException("the archive has a damaged header");
        }
        long size = octal(block, SIZE_AT, SIZE_LENGTH);
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
        return new Entry(name(block), size, block[KIND_AT] == '0' || block[KIND_AT] == 0);
    }

    /** Bytes of the current entry; -1 after its last. */
    int read(byte[] out) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(out, 0, (int) Math.min(out.length, left));
        if (n < 0) {
            throw new EOFException("the archive ends in the middle");
        }
        left -= n;
        return n;
    }

    private static String name(byte[] block) {
        int length = 0;
        while (length < NAME_LENGTH && block[length] != 0) {
            length++;
        }
        return new String(block, 0, length, StandardCharsets.UTF_8);
    }

    /** Digits to the base 8, with spaces before and a space or zero byte after them. */
    private static long octal(byte[] block, int at, int length) throws IOException {
        String digits = new String(block, at, length, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new IOException("the archive has a damaged header");
        }
        return Long.parseLong(digits, 8);
    }

    /** The sum of all bytes, with spaces where the sum itself stands. */
    private static long checksum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
            sum += own ? ' ' : block[i] & 0xFF;
        }
        return sum;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
