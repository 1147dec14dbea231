package tinytorch.text.token;

import java.util.Arrays;

/** A list of ints that grows, without an object for each. */
final class IntList {
    private int[] items = new int[16];
    private int size;

    void add(int item) {
        grow(1);
        items[size++] = item;
    }

    /** Adds {@code count} items of an array. */
    void addAll(int[] from, int at, int count) {
        grow(count);
        System.arraycopy(from, at, items, size, count);
        size += count;
    }

    private void grow(int more) {
        if (more > items.length - size) {
            int atLeast = Math.addExact(size, more);
            items = Arrays.copyOf(items, Math.clamp(2L * size, atLeast, Math.max(atLeast, Integer.MAX_VALUE - 8)));
        }
    }

    int get(int place) {
        return items[place];
    }

    int size() {
        return size;
    }

    /** Whether the last item is this one. */
    boolean endsWith(int item) {
        return size > 0 && items[size - 1] == item;
    }

    void clear() {
        size = 0;
    }

    void sort() {
        Arrays.sort(items, 0, size);
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }

    /** The array itself, which the next addition may replace. */
    int[] items() {
        return items;
    }
}
