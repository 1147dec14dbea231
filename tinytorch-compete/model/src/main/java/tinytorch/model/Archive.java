package tinytorch.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The two parts of a submission, and the zip that carries them. Nothing is ever written to a disk under a name that stands in a zip.
 *
 * @param model   {@code model.json}
 * @param weights {@code weights.safetensors}
 */
record Archive(byte[] model, byte[] weights) {
    private static final String MODEL = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final Set<String> NAMES = Set.of(MODEL, WEIGHTS);
    /** What a zip of two entries may have beside them. */
    private static final int FRAME = 1_000;
    /** Deflate makes at most about 1,000 bytes of one; a model that shrinks to this part of itself is none. */
    private static final int MOST_RATIO = 200;
    /** The end of a zip: 22 bytes that begin so, if there is no comment. */
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRIES_AT = 10;
    private static final int LIST_BYTES_AT = 12;
    private static final int LIST_AT = 16;

    /** Bytes of both, as they count. */
    long bytes() {
        return (long) model.length + weights.length;
    }

    /** Unpacks a zip that may be anything. */
    static Archive read(byte[] zip) throws Rejected {
        if (zip.length > TaskRules.MOST_BYTES + FRAME) {
            throw new Rejected(Reason.TOO_LARGE, "The submission has " + zip.length + " bytes, the most is " + TaskRules.MOST_BYTES + ".");
        }
        checkEnd(zip);
        Map<String, byte[]> found = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            long left = TaskRules.MOST_BYTES;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (!NAMES.contains(name) || found.containsKey(name)) {
                    throw new Rejected(Reason.ENTRY_NAMES, "The zip must hold model.json and weights.safetensors once each, in no folder, and nothing else. Found " + Names.printable(name)
                            + (NAMES.contains(name) ? " twice." : "."));
                }
                byte[] content = content(in, (int) left, zip.length);
                left -= content.length;
                found.put(name, content);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Rejected(Reason.NOT_A_ZIP, "The submission is no zip, or a damaged one (" + Names.printable(String.valueOf(e.getMessage())) + "). Pack it again.");
        }
        for (String name : NAMES) {
            if (!found.containsKey(name)) {
                throw new Rejected(Reason.ENTRY_NAMES, "The zip has no " + name + ". It must hold model.json and weights.safetensors, in no folder.");
            }
        }
        if (found.get(MODEL).length > Limits.JSON_BYTES) {
            throw new Rejected(Reason.TOO_LARGE, "model.json has " + found.get(MODEL).length + " bytes, the most is " + Limits.JSON_BYTES + ".");
        }
        return new Archive(found.get(MODEL), found.get(WEIGHTS));
    }

    /** A whole zip ends with the number of its entries: one that was cut off does not, nor one with something behind it. */
    private static void checkEnd(byte[] zip) throws Rejected {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        if (zip.length < END_BYTES || bytes.getInt(zip.length - END_BYTES) != END) {
            throw new Rejected(Reason.NOT_A_ZIP, "The submission is no zip, or was cut off: it does not end as one without a comment does. Pack it again.");
        }
        long list = Integer.toUnsignedLong(bytes.getInt(zip.length - END_BYTES + LIST_AT));
        long listBytes = Integer.toUnsignedLong(bytes.getInt(zip.length - END_BYTES + LIST_BYTES_AT));
        if (list + listBytes + END_BYTES != zip.length) {
            throw new Rejected(Reason.NOT_A_ZIP, "The submission is more than one zip: its end belongs to another beginning. Pack it again.");
        }
        int entries = bytes.getShort(zip.length - END_BYTES + ENTRIES_AT) & 0xFFFF;
        if (entries != NAMES.size()) {
            throw new Rejected(Reason.ENTRY_NAMES, "The zip has " + entries + " entries. It must hold model.json and weights.safetensors and nothing else.");
        }
    }

    /** An entry's bytes, but never more than may be. */
    private static byte[] content(ZipInputStream in, int most, int packed) throws IOException, Rejected {
        byte[] content = in.readNBytes(most + 1);
        if (content.length > most) {
            boolean bomb = most / MOST_RATIO > packed;
            throw new Rejected(bomb ? Reason.ZIP_BOMB : Reason.TOO_LARGE, "The submission has more than " + TaskRules.MOST_BYTES + " bytes when it is unpacked"
                    + (bomb ? ", and " + packed + " packed: it holds almost nothing." : "."));
        }
        return content;
    }

    /** The zip. The same parts give the same bytes: no time is kept. */
    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            put(out, MODEL, model);
            put(out, WEIGHTS, weights);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
