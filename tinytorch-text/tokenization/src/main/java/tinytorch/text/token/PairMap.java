package tinytorch.text.token;

import java.util.Arrays;

/**
 * A number for each pair of ids. A {@code HashMap<Pair, Integer>} would do the same with two objects a pair; this one has two arrays, and looks a
 * pair up where its hash says or in the places after it, until it finds the pair or an empty place ("open addressing"). At most half of the places
 * are taken.
 */
final class PairMap {
    /** What {@link #get} answers for a pair that is not there. */
    static final int ABSENT = -1;
    private static final long EMPTY = -1;

    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int size;

    PairMap() {
        Arrays.fill(keys, EMPTY);
    }

    int size() {
        return size;
    }

    /** The number of a pair, {@link #ABSENT} if it has none. */
    int get(int left, int right) {
        long key = key(left, right);
        int place = place(key);
        return keys[place] == key ? values[place] : ABSENT;
    }

    /** Gives a pair a number, instead of the one it may have. */
    void put(int left, int right, int value) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        long key = key(left, right);
        int place = place(key);
        if (keys[place] == EMPTY) {
            keys[place] = key;
            size++;
        }
        values[place] = value;
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }

    /** Where the key is, or the empty place where it would go. */
    private int place(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;   // the golden ratio: neighbouring keys fall far apart
        int place = (int) (mixed >>> 32) & keys.length - 1;
        while (keys[place] != key && keys[place] != EMPTY) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        Arrays.fill(keys, EMPTY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }
}
