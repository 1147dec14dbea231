package tinytorch.compress.quant;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("compress.tile")
class TileTest {
    private static final VectorBytes VECTOR = new VectorBytes();
    private static final int WIDTH = VECTOR.width();

    private static int[] panel(byte[] a, byte[] b, int m, int k) {
        Rows rows = Rows.of(a, m, k);
        int[] out = new int[rows.padded() * WIDTH];
        Arrays.fill(out, 12345);
        IntegerProduct.panel(VECTOR, rows, 0, rows.padded(), Bytes.panel(b, WIDTH, k), 0, out);
        return Arrays.copyOf(out, m * WIDTH);
    }

    private static void agrees(byte[] a, byte[] b, int m, int k, String why) {
        int[] expected = new int[m * WIDTH];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (int) Bytes.dot(a, i / WIDTH, b, i % WIDTH, k);
        }
        Check.call("IntegerProduct.panel", "(" + m + ", " + k + ")").because(why).equal(() -> panel(a, b, m, k), expected);
    }

    @Test
    void aTileHasSixRows() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] a = Bytes.random(random, 6 * 4, -128);
        byte[] b = Bytes.random(random, WIDTH * 4, -127);
        float[] rows = new float[1 + 6 * 7];
        for (int i = 0; i < a.length; i++) {
            rows[1 + i / 4 * 7 + i % 4] = a[i];
        }
        float[] sums = new float[6 * WIDTH];
        float[] expected = new float[6 * WIDTH];
        Arrays.fill(sums, 1000);
        for (int i = 0; i < 6 * WIDTH; i++) {
            expected[i] = Bytes.dot(a, i / WIDTH, b, i % WIDTH, 4);
        }
        Check.call("VectorBytes.tile", "k = 4, rows 7 apart").because("six rows, each at its place; what was there before does not count").equal(() -> {
            VECTOR.tile(4, rows, 1, 7, Bytes.panel(b, WIDTH, 4), 0, sums);
            return sums;
        }, expected);
    }

    @Test
    void everySizeAgreesWithLongs() {
        SplittableRandom random = new SplittableRandom(2);
        for (int[] size : new int[][] {{6, 1}, {6, 2}, {7, 9}, {12, 16}, {13, 65}, {30, 100}}) {
            agrees(Bytes.random(random, size[0] * size[1], -128), Bytes.random(random, WIDTH * size[1], -127), size[0], size[1], "what was in out before does not count, and rows that fill the last tile are zeros");
        }
    }

    @Test
    void longRowsAreCutWhereFloatsWouldRound() {
        for (int k : new int[] {1024, 1025, 3001}) {
            byte[] a = new byte[6 * k];
            byte[] b = new byte[WIDTH * k];
            Arrays.fill(a, (byte) 127);
            Arrays.fill(b, (byte) 127);
            agrees(a, b, 6, k, "127 * 127 is odd: above 2^24 a float holds even numbers alone");
        }
    }

    @Test
    void eachPieceHasItsOwnPartOfThePanel() {
        SplittableRandom random = new SplittableRandom(5);
        agrees(Bytes.random(random, 6 * 2060, -128), Bytes.random(random, WIDTH * 2060, -127), 6, 2060, "the second piece of a row meets the panel's rows from 1024 on");
    }

    @Test
    void theLargestNumbersAreExact() {
        byte[] a = new byte[6 * 1024];
        byte[] b = new byte[WIDTH * 1024];
        Arrays.fill(a, (byte) -128);
        Arrays.fill(b, (byte) -128);
        agrees(a, b, 6, 1024, "1024 * 128 * 128 = 2^24 is still exact");
    }

    @Test
    void theRangeOfRowsIsRespected() {
        SplittableRandom random = new SplittableRandom(4);
        byte[] a = Bytes.random(random, 18 * 10, -128);
        byte[] b = Bytes.random(random, WIDTH * 10, -127);
        Rows rows = Rows.of(a, 18, 10);
        int[] out = new int[6 * WIDTH + 1];
        out[6 * WIDTH] = 7;
        Check.call("IntegerProduct.panel", "rows 12 to 17 of 18").run(() -> {
            IntegerProduct.panel(VECTOR, rows, 12, 18, Bytes.panel(b, WIDTH, 10), 0, out);
            return out;
        });
        Check.call("IntegerProduct.panel", "rows 12 to 17 of 18").because("row 12 is the first in out").equal(() -> out[3], (int) Bytes.dot(a, 12, b, 3, 10));
        Check.call("IntegerProduct.panel", "rows 12 to 17 of 18").because("six rows are written, no more").equal(() -> out[6 * WIDTH], 7);
    }
}
