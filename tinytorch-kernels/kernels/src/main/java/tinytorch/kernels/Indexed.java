package tinytorch.kernels;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;

import tinytorch.tensor.Buffer;
import tinytorch.tensor.IndexedMatrix;

/**
 * An {@link IndexedMatrix} in a product. Columns that lie side by side in its array are read as whole vectors; in the patches of a convolution that is
 * every line of places.
 */
record Indexed(float[] data, int at, int[] rows, int[] columns) implements Left, Right {
    private static final int LANES = Tile.LANES;

    static Indexed of(IndexedMatrix matrix) {
        return new Indexed(matrix.data(), matrix.at(), matrix.rows(), matrix.columns());
    }

    @Override
    public void packStrip(int k, int n, int p, int j, float[] strip) {
        if (n == Tile.WIDTH && isRun(j) && isRun(j + LANES)) {
            packRuns(k, p, at + columns[j], at + columns[j + LANES], strip);
            return;
        }
        if (n < Tile.WIDTH) {
            Arrays.fill(strip, 0, k * Tile.WIDTH, 0);
        }
        for (int column = 0; column < n; column++) {
            int from = at + columns[j + column];
            for (int i = 0; i < k; i++) {
                strip[i * Tile.WIDTH + column] = data[from + rows[p + i]];
            }
        }
    }

    private void packRuns(int k, int p, int left, int right, float[] strip) {
        for (int i = 0; i < k; i++) {
            int from = rows[p + i];
            FloatVector.fromArray(Tile.SPECIES, data, from + left).intoArray(strip, i * Tile.WIDTH);
            FloatVector.fromArray(Tile.SPECIES, data, from + right).intoArray(strip, i * Tile.WIDTH + LANES);
        }
    }

    @Override
    public Left.Block block(int m, int k, int i, int p, Buffer buffer) {
        float[] packed = buffer.of(m * k);
        Runs runs = new Runs(p, k);
        for (int line = 0; line < m; line++) {
            int from = at + rows[i + line];
            for (int v = 0; v < runs.vectorCount; v++) {
                int j = runs.vectors[v];
                FloatVector.fromArray(Tile.SPECIES, data, from + columns[p + j]).intoArray(packed, line * k + j);
            }
            for (int r = 0; r < runs.restCount; r++) {
                packed[line * k + runs.rest[r]] = data[from + columns[p + runs.rest[r]]];
            }
        }
        return new Matrix(packed, 0, k, 1);
    }

    /** As {@link IndexedMatrix#add}. */
    void add(float[] matrix, int matrixAt) {
        Runs runs = new Runs(0, columns.length);
        for (int i = 0; i < rows.length; i++) {
            int to = at + rows[i];
            int from = matrixAt + i * columns.length;
            for (int v = 0; v < runs.vectorCount; v++) {
                int j = runs.vectors[v];
                FloatVector sum = FloatVector.fromArray(Tile.SPECIES, data, to + columns[j]).add(FloatVector.fromArray(Tile.SPECIES, matrix, from + j));
                sum.intoArray(data, to + columns[j]);
            }
            for (int r = 0; r < runs.restCount; r++) {
                data[to + columns[runs.rest[r]]] += matrix[from + runs.rest[r]];
            }
        }
    }

    /** Which of k columns from p on can be read as vectors, and which are in none. */
    private final class Runs {
        private final int[] vectors;
        private final int[] rest;
        private int vectorCount;
        private int restCount;

        Runs(int p, int k) {
            vectors = new int[k / LANES];
            rest = new int[k];
            for (int j = 0; j < k;) {
                if (j <= k - LANES && isRun(p + j)) {
                    vectors[vectorCount++] = j;
                    j += LANES;
                } else {
                    rest[restCount++] = j++;
                }
            }
        }
    }

    private boolean isRun(int j) {
        for (int i = 1; i < LANES; i++) {
            if (columns[j + i] != columns[j] + i) {
                return false;
            }
        }
        return true;
    }
}
