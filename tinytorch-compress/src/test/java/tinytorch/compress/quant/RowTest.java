package tinytorch.compress.quant;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("compress.row")
class RowTest {
    private static final VectorBytes VECTOR = new VectorBytes();
    private static final int WIDTH = VECTOR.width();

    /** A row of k numbers, which are 3 numbers into the array, times one panel; the result is 2 into the output. */
    private static int[] row(byte[] a, byte[] b, int k) {
        int depth = k + (k & 1);
        short[] row = new short[3 + depth];
        Arrays.fill(row, (short) 99);
        row[row.length - 1] = 0;
        for (int p = 0; p < k; p++) {
            row[3 + p] = a[p];
        }
        int[] out = new int[2 + WIDTH];
        VECTOR.row(depth, row, 3, Bytes.panel(b, WIDTH, k), 0, out, 2);
        return Arrays.copyOfRange(out, 2, 2 + WIDTH);
    }

    private static void agrees(byte[] a, byte[] b, int k, String why) {
        int[] expected = new int[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            expected[j] = (int) Bytes.dot(a, 0, b, j, k);
        }
        Check.call("VectorBytes.row", "k = " + k).because(why).equal(() -> row(a, b, k), expected);
    }

    @Test
    void columnsComeInTheirOrder() {
        byte[] b = new byte[2 * WIDTH];
        int[] expected = new int[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            b[2 * j] = (byte) j;
            expected[j] = j;
        }
        Check.call("VectorBytes.row", "[1, 0]").because("even and odd columns are apart while they are added, and must be side by side at the end")
                .equal(() -> row(new byte[] {1, 0}, b, 2), expected);
    }

    @Test
    void bothOfAPairCount() {
        byte[] b = new byte[2 * WIDTH];
        Arrays.fill(b, (byte) 3);
        int[] expected = new int[WIDTH];
        Arrays.fill(expected, 3 * 5 + 3 * 7);
        Check.call("VectorBytes.row", "[5, 7]").equal(() -> row(new byte[] {5, 7}, b, 2), expected);
    }

    @Test
    void negativeNumbersKeepTheirSign() {
        SplittableRandom random = new SplittableRandom(1);
        for (int k : new int[] {2, 4, 10, 64}) {
            agrees(Bytes.random(random, k, -128), Bytes.random(random, WIDTH * k, -127), k, "lower and upper half of an int are signed numbers both");
        }
    }

    @Test
    void theLargestNumbersFit() {
        for (int sign : new int[] {1, -1}) {
            byte[] a = new byte[300];
            byte[] b = new byte[300 * WIDTH];
            Arrays.fill(a, (byte) -128);
            Arrays.fill(b, (byte) (sign * 127));
            agrees(a, b, 300, "-128 * 127 twice is -32,512, the least a short must hold; more than two products would not fit");
        }
    }

    @Test
    void anOddNumberIsFilledUp() {
        SplittableRandom random = new SplittableRandom(2);
        for (int k : new int[] {1, 3, 27}) {
            agrees(Bytes.random(random, k, -128), Bytes.random(random, WIDTH * k, -127), k, "the panel has a row of zeros more");
        }
    }

    @Test
    void aLaterPanelIsFoundAtItsPlace() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] a = Bytes.random(random, 6, -128);
        byte[] b = Bytes.random(random, WIDTH * 6, -127);
        byte[] shifted = new byte[WIDTH * 6 + 100];
        System.arraycopy(Bytes.panel(b, WIDTH, 6), 0, shifted, 50, WIDTH * 6);
        int[] out = new int[WIDTH];
        Check.call("VectorBytes.row", "a panel at 50").because("it begins at `at`").equal(() -> {
            VECTOR.row(6, new short[] {a[0], a[1], a[2], a[3], a[4], a[5]}, 0, shifted, 50, out, 0);
            return out[1];
        }, (int) Bytes.dot(a, 0, b, 1, 6));
    }

    @Test
    void fewRowsGoOneByOne() {
        SplittableRandom random = new SplittableRandom(4);
        for (int m : new int[] {1, 3, 5}) {
            byte[] a = Bytes.random(random, m * 21, -128);
            byte[] b = Bytes.random(random, WIDTH * 21, -127);
            int[] expected = new int[m * WIDTH];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (int) Bytes.dot(a, i / WIDTH, b, i % WIDTH, 21);
            }
            Check.call("IntegerProduct.panel", "(" + m + ", 21)").because("fewer rows than a tile has").equal(() -> {
                int[] out = new int[m * WIDTH];
                IntegerProduct.panel(VECTOR, Rows.of(a, m, 21), 0, m, Bytes.panel(b, WIDTH, 21), 0, out);
                return out;
            }, expected);
        }
    }
}
