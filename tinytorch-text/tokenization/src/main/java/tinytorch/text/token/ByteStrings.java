package tinytorch.text.token;

import java.util.Arrays;

/**
 * Different byte strings, numbered 0, 1, 2 as they come, which can be found again by their bytes. All of them lie in one array, so that a million
 * short strings are no million objects, and a part of a text is looked up without a copy of it.
 */
final class ByteStrings {
    private byte[] bytes = new byte[256];
    /** String i lies from {@code ends[i - 1]} to {@code ends[i]}. */
    private int[] ends = new int[32];
    private int size;
    /** Open addressing, as in {@link PairMap}: the number of a string plus one, 0 where there is none. */
    private int[] places = new int[64];

    int size() {
        return size;
    }

    /** How many bytes a string has. */
    int length(int number) {
        return ends[number] - start(number);
    }

    /** A copy of a string. */
    byte[] get(int number) {
        return Arrays.copyOfRange(bytes, start(number), ends[number]);
    }

    /** Copies a string to an array; where it ends there. */
    int copy(int number, byte[] to, int at) {
        System.arraycopy(bytes, start(number), to, at, length(number));
        return at + length(number);
    }

    /** Byte {@code i} of a string, from 0 to 255. */
    int at(int number, int i) {
        return bytes[start(number) + i] & 0xFF;
    }

    /** Below 0, 0 or above 0 as the first string is before the second, equal or after it, byte by byte, as Python compares {@code bytes}. */
    int compare(int a, int b) {
        return Arrays.compareUnsigned(bytes, start(a), ends[a], bytes, start(b), ends[b]);
    }

    /** The number of a string, -1 if it is not there. */
    int find(byte[] text, int from, int to) {
        return places[place(text, from, to)] - 1;
    }

    /** The number of a string, which is added if it is not there. */
    int add(byte[] text, int from, int to) {
        int place = place(text, from, to);
        if (places[place] > 0) {
            return places[place] - 1;
        }
        int end = Math.addExact(start(size), to - from);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(text, from, bytes, start(size), to - from);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size++] = end;
        places[place] = size;
        if (2 * size > places.length) {
            places = new int[2 * places.length];
            for (int i = 0; i < size; i++) {
                places[place(bytes, start(i), ends[i])] = i + 1;
            }
        }
        return size - 1;
    }

    /** Forgets all strings. */
    void clear() {
        size = 0;
        Arrays.fill(places, 0);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Where the string's number is, or the empty place where it would go. */
    private int place(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        hash *= 0x9E3779B9;
        int place = (hash ^ hash >>> 15) & places.length - 1;
        while (places[place] > 0 && !Arrays.equals(bytes, start(places[place] - 1), ends[places[place] - 1], text, from, to)) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }
}
