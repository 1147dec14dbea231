package tinytorch.kernels.grid;

/**
 * A place or a size in two directions, CUDA's {@code dim3} without the third.
 *
 * @param x along a row: neighbours in x are neighbours in memory
 * @param y from row to row
 */
public record Dim(int x, int y) {

    /** In one direction. */
    public static Dim of(int x) {
        return new Dim(x, 1);
    }

    /** In two. */
    public static Dim of(int x, int y) {
        return new Dim(x, y);
    }

    /** How many blocks of {@code size} it takes to cover {@code n}: the last one may stick out. */
    public static int cover(int n, int size) {
        return (n + size - 1) / size;
    }

    /** How many places there are. */
    public int count() {
        return x * y;
    }

    /** Place number {@code i}, x running fastest. */
    Dim place(int i) {
        return new Dim(i % x, i / x);
    }

    @Override
    public String toString() {
        return "(" + x + ", " + y + ")";
    }
}
