package tinytorch.kernels.ladder;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.VectorWidth;

/**
 * Rung 4: the loops of {@link TiledProduct} with an innermost one that works on {@link #LANES} numbers an instruction, as many as fit a register: 4, 8 or
 * 16. One instruction multiplies and adds ({@code fma}), and does not round in between.
 *
 * <p>What limits it now: for each vector of products it loads one of {@code b} and one of {@code out}, and stores one. Arithmetic is the least of its work.
 */
public final class VectorProduct implements MatrixProduct {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
    /** Numbers in a vector. */
    static final int LANES = SPECIES.length();

    private final int tile;

    /**
     * A product in blocks, as {@link TiledProduct#TiledProduct}.
     *
     * @param tile rows and columns of a block of {@code b}
     */
    public VectorProduct(int tile) {
        if (tile < 1) {
            throw new IllegalArgumentException("VectorProduct: a block has 1 row or more, got " + tile + ". Take 64 to fit a first-level cache.");
        }
        this.tile = tile;
    }

    /** As {@link TiledProduct#multiply}, with {@link #addRow} as innermost loop. */
    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] out) {
        Arrays.fill(out, 0, m * n, 0);
        for (int left = 0; left < n; left += tile) {
            int width = Math.min(tile, n - left);
            for (int top = 0; top < k; top += tile) {
                int bottom = Math.min(k, top + tile);
                for (int i = 0; i < m; i++) {
                    for (int p = top; p < bottom; p++) {
                        addRow(width, a[i * k + p], b, p * n + left, out, i * n + left);
                    }
                }
            }
        }
    }

    /**
     * {@code out[outAt + j] += x * b[bAt + j]} for j from 0 to n - 1: first as many whole vectors of {@link #LANES} numbers as there are, then the rest, fewer
     * than a vector, one by one. Nothing at or behind index n is read or written.
     *
     * <p>The Vector API in four calls: {@code FloatVector.broadcast(SPECIES, x)} is a vector with x in every lane, {@code FloatVector.fromArray(SPECIES, b, i)}
     * loads the numbers from b[i] on, {@code v.fma(w, sum)} is v * w + sum in every lane, {@code v.intoArray(out, i)} stores.
     *
     * <p>Worked example: 19 numbers with 8 lanes are two vectors, from j = 0 and from j = 8, and three single numbers, 16 to 18.
     */
    static void addRow(int n, float x, float[] b, int bAt, float[] out, int outAt) {
        // tito:begin kernels.vectors
        FloatVector factor = FloatVector.broadcast(SPECIES, x);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            FloatVector row = FloatVector.fromArray(SPECIES, b, bAt + j);
            factor.fma(row, FloatVector.fromArray(SPECIES, out, outAt + j)).intoArray(out, outAt + j);
        }
        for (; j < n; j++) {
            out[outAt + j] = Math.fma(x, b[bAt + j], out[outAt + j]);
        }
        // tito:end
    }
}
