package tinytorch.kernels;

import java.util.Arrays;

import tinytorch.tensor.Buffer;

/**
 * A matrix inside an array: element (i, j) is at {@code at + i * row + j * column}. A transposed one has its steps swapped.
 *
 * @param data   the array
 * @param at     where element (0, 0) is
 * @param row    the step from one row to the next
 * @param column the step from one column to the next
 */
record Matrix(float[] data, int at, int row, int column) implements Left.Block, Right {
    /** Rows further apart than this are packed: they lie on different pages, and in the same few places of the cache. */
    private static final int FAR = 1024;

    /** Where element (i, j) is. */
    int at(int i, int j) {
        return at + i * row + j * column;
    }

    /** The part that begins at element (i, j). */
    Matrix from(int i, int j) {
        return new Matrix(data, at(i, j), row, column);
    }

    @Override
    public void packStrip(int k, int n, int p, int j, float[] strip) {
        if (n < Tile.WIDTH) {
            Arrays.fill(strip, 0, k * Tile.WIDTH, 0);
        }
        int from = at(p, j);
        if (column != 1) {
            packColumns(k, n, from, strip);
        } else if (n == Tile.WIDTH) {
            for (int i = 0; i < k; i++) {
                Tile.copyRow(data, from + i * row, strip, i * Tile.WIDTH);
            }
        } else {
            for (int i = 0; i < k; i++) {
                System.arraycopy(data, from + i * row, strip, i * Tile.WIDTH, n);
            }
        }
    }

    /** Row by row through all strips: a row is read as one piece, which the machine foresees, not in pieces that lie far apart. */
    @Override
    public void packStrips(int k, int n, int p, int j, float[][] strips, int first) {
        if (column != 1 || n % Tile.WIDTH != 0) {
            Right.super.packStrips(k, n, p, j, strips, first);
            return;
        }
        for (int i = 0; i < k; i++) {
            int from = at(p + i, j);
            for (int strip = 0; strip < n / Tile.WIDTH; strip++) {
                Tile.copyRow(data, from + strip * Tile.WIDTH, strips[first + strip], i * Tile.WIDTH);
            }
        }
    }

    /** In a transposed matrix the numbers of a column lie together. */
    private void packColumns(int k, int n, int from, float[] strip) {
        if (row == 1) {
            Transpose.copy(n, k, data, from, column, strip, 0, Tile.WIDTH);
            return;
        }
        for (int j = 0; j < n; j++) {
            int source = from + j * column;
            for (int i = 0; i < k; i++) {
                strip[i * Tile.WIDTH + j] = data[source + i * row];
            }
        }
    }

    @Override
    public Left.Block block(int m, int k, int i, int p, Buffer buffer) {
        if (inPlace()) {
            return from(i, p);
        }
        if (row == 1) {
            return Groups.in(buffer, m, k).pack(this, m, i, p, 0, k);
        }
        float[] rows = buffer.of(m * k);
        packRows(m, k, i, p, rows);
        return new Matrix(rows, 0, k, 1);
    }

    @Override
    public boolean inPlace() {
        return column == 1 && row < FAR;
    }

    @Override
    public Matrix from(int i) {
        return from(i, 0);
    }

    private void packRows(int m, int k, int i, int p, float[] rows) {
        for (int line = 0; line < m; line++) {
            int from = at(i + line, p);
            if (column == 1) {
                System.arraycopy(data, from, rows, line * k, k);
            } else {
                for (int j = 0; j < k; j++) {
                    rows[line * k + j] = data[from + j * column];
                }
            }
        }
    }

    @Override
    public void tile(int i, int k, float[] strip, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        Tile.add(k, data, at + i * row, row, strip, from, fromAt, fromRow, c, cAt, cRow);
    }

    @Override
    public Left.Block padded(int i, int m, int k, Buffer buffer) {
        float[] rows = buffer.of(Tile.ROWS * k);
        packRows(m, k, i, 0, rows);
        Arrays.fill(rows, m * k, Tile.ROWS * k, 0);
        return new Matrix(rows, 0, k, 1);
    }
}
