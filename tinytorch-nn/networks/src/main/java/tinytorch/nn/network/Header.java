package tinytorch.nn.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the first part of a {@code .safetensors} file says about the rest.
 *
 * @param metadata the texts of {@code __metadata__}
 * @param entries  one for every tensor, in the order in which their numbers lie in the file
 */
record Header(Map<String, String> metadata, List<Entry> entries) {
    /** The key of the metadata, which no tensor can have. */
    static final String METADATA = "__metadata__";
    /** The longest header that is read, in bytes: the limit of the reference library. */
    static final int MAX_BYTES = 100_000_000;
    /** The most axes a tensor may have: the limit of PyTorch and NumPy. */
    static final int MAX_RANK = 64;

    Header {
        entries = entries.stream().sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)).toList();
    }

    /**
     * Where a tensor's numbers are.
     *
     * @param name  of the tensor
     * @param dtype of its numbers
     * @param dims  its axis lengths, each 0 or more
     * @param begin its first byte, counted from the first byte after the header; 0 or more
     * @param end   the byte after its last; 0 or more
     */
    record Entry(String name, Dtype dtype, int[] dims, long begin, long end) {

        /** As messages call it. */
        String title() {
            return "tensor \"" + name + "\"";
        }
    }

    /**
     * The number of elements of a shape: the product of its lengths, 1 for a scalar.
     *
     * <p>The lengths come from a stranger: {@code (65536, 65536)} has 2^32 elements, which is 0 in {@code int} arithmetic, so
     * that a huge tensor would pass for an empty one. Multiply in {@code long}, and notice when even that overflows
     * ({@link Math#multiplyExact(long, long)}).
     *
     * @return the product, or -1 if it is more than {@link Integer#MAX_VALUE}, the most that one Java array holds
     */
    static long elements(int[] dims) {
        // tito:begin networks.safetensors
        long elements = 1;
        for (int dim : dims) {
            try {
                elements = Math.multiplyExact(elements, dim);
            } catch (ArithmeticException overflow) {
                return -1;
            }
        }
        return elements > Integer.MAX_VALUE ? -1 : elements;
        // tito:end
    }

    /**
     * The rule that an entry breaks, or {@code ""} if it keeps them all. In this order:
     * <ol>
     * <li>{@code begin <= end}: else {@code "its data_offsets [8, 4] end before they begin."}
     * <li>{@code begin == expected}, the end of the tensor before it: a smaller one would share bytes with it
     * ({@code "its data begins at byte 4, inside the tensor before it, which ends at 8."}), a larger one would leave bytes that
     * belong to nobody, a place to hide something ({@code "its data begins at byte 12, which leaves a gap after byte 8."})
     * <li>its {@link #elements} can be counted: else {@code "its shape [65536, 65536] has too many elements for one array."}
     * <li>{@code end - begin} is elements times the bytes of one: else
     * {@code "its shape [2, 3] of F32 needs 24 bytes, its data_offsets give 20."}
     * </ol>
     * Lengths and offsets were read as 0 or more. Shapes are written as {@link Arrays#toString(int[])} writes them.
     *
     * @param expected where the tensor before it ends, 0 for the first
     */
    static String brokenRule(Entry entry, long expected) {
        // tito:begin networks.safetensors
        if (entry.end() < entry.begin()) {
            return "its data_offsets [" + entry.begin() + ", " + entry.end() + "] end before they begin.";
        }
        if (entry.begin() != expected) {
            return "its data begins at byte " + entry.begin() + (entry.begin() < expected
                    ? ", inside the tensor before it, which ends at " + expected + "." : ", which leaves a gap after byte " + expected + ".");
        }
        String shape = "its shape " + Arrays.toString(entry.dims());
        long elements = elements(entry.dims());
        if (elements < 0) {
            return shape + " has too many elements for one array.";
        }
        long bytes = elements * entry.dtype().bytes();
        return bytes == entry.end() - entry.begin() ? "" : shape + " of " + entry.dtype() + " needs " + bytes
                + " bytes, its data_offsets give " + (entry.end() - entry.begin()) + ".";
        // tito:end
    }
}
