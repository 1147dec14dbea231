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
    private static int[] row(byte[] a, byte[] b, int columns, int k) {
        Panels panels = Panels.of(VECTOR, b, columns, k);
        short[] row = new short[3 + panels.depth()];
        Arrays.fill(row, (short) 99);
        row[row.length - 1] = 0;
        for (int p = 0; p < k; p++) {
            row[3 + p] = a[p];
        }
        int[] out = new int[2 + WIDTH];
        VECTOR.row(panels.depth(), row, 3, panels.data(), panels.at(0), out, 2);
        return Arrays.copyOfRange(out, 2, 2 + columns);
    }

    private static void agrees(byte[] a, byte[] b, int k, String why) {
        int[] expected = new int[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            expected[j] = (int) Bytes.dot(a, 0, b, j, k);
        }
        Check.call("VectorBytes.row", "k = " + k).because(why).equal(() -> row(a, b, WIDTH, k), expected);
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
                .equal(() -> row(new byte[] {1, 0}, b, WIDTH, 2), expected);
    }

    @Test
    void bothOfAPairCount() {
        byte[] b = new byte[2 * WIDTH];
        Arrays.fill(b, (byte) 3);
        int[] expected = new int[WIDTH];
        Arrays.fill(expected, 3 * 5 + 3 * 7);
        Check.call("VectorBytes.row", "[5, 7]").equal(() -> row(new byte[] {5, 7}, b, WIDTH, 2), expected);
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
        byte[] b = Bytes.random(random, 3 * WIDTH * 6, -127);
        Panels panels = Panels.of(VECTOR, b, 3 * WIDTH, 6);
        short[] row = new short[6];
        for (int p = 0; p < 6; p++) {
            row[p] = a[p];
        }
        int[] out = new int[WIDTH];
        Check.call("VectorBytes.row", "panel 2").run(() -> {
            VECTOR.row(6, row, 0, panels.data(), panels.at(2), out, 0);
            return out;
        });
        Check.call("VectorBytes.row", "panel 2").because("it begins at `at`").equal(() -> out[1], (int) Bytes.dot(a, 0, b, 2 * WIDTH + 1, 6));
    }
}
