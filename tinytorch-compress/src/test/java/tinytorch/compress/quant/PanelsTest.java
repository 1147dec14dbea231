package tinytorch.compress.quant;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("compress.panels")
class PanelsTest {
    private static final ByteKernel SCALAR = new ScalarBytes();

    @Test
    @LookAt("Panels.fill")
    void aRowIsAColumnOfThePanel() {
        Panels panels = Check.call("Panels.of", "[[1, 2], [3, 4], [5, 6]]").run(() -> Panels.of(SCALAR, new byte[] {1, 2, 3, 4, 5, 6}, 3, 2));
        Check.call("Panels.of", "[[1, 2], [3, 4], [5, 6]]").because("number 0 of every row, side by side; then number 1 of every row, from width = 16 on")
                .equal(() -> Arrays.copyOf(panels.data(), 20), new byte[] {1, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 6, 0});
        Check.call("Panels.sums").because("1 + 2, 3 + 4, 5 + 6, and zeros").equal(() -> Arrays.copyOf(panels.sums(), 4), new int[] {3, 7, 11, 0});
    }

    @Test
    @LookAt("Panels.fill")
    void manyRowsMakeManyPanels() {
        byte[] matrix = Bytes.random(new SplittableRandom(1), 35 * 5, -127);
        Panels panels = Check.call("Panels.of", "(35, 5)").run(() -> Panels.of(SCALAR, matrix, 35, 5));
        int[][] places = {{0, 0}, {15, 4}, {16, 0}, {17, 3}, {34, 4}};
        for (int[] place : places) {
            Check.call("Panels.of", "(35, 5)").because("row " + place[0] + " is in panel " + place[0] / 16 + ", which begins after " + place[0] / 16 + " of 16 * 6 bytes: 5 numbers are filled up to 6")
                    .equal(() -> panels.data()[place[0] / 16 * 96 + place[1] * 16 + place[0] % 16], matrix[place[0] * 5 + place[1]]);
        }
    }

    @Test
    void whatIsMissingIsZero() {
        byte[] ones = new byte[17 * 3];
        Arrays.fill(ones, (byte) 1);
        Panels panels = Check.call("Panels.of", "(17, 3) of ones").run(() -> Panels.of(SCALAR, ones, 17, 3));
        int count = 0;
        for (byte b : panels.data()) {
            count += b;
        }
        Check.call("Panels.of", "(17, 3) of ones").because("51 ones and nothing else").holds(count == 51, "a sum of 51", count);
        int sum = Arrays.stream(panels.sums()).sum();
        Check.call("Panels.sums").because("each row's is 3").holds(sum == 51 && panels.sums()[16] == 3, "17 times 3", sum);
    }

    @Test
    void theMatrixComesBack() {
        for (ByteKernel kernel : new ByteKernel[] {SCALAR, ByteKernel.ACTIVE}) {
            byte[] matrix = Bytes.random(new SplittableRandom(2), 70 * 9, -127);
            Check.call("Panels.of(kernel of width " + kernel.width() + ").matrix").equal(() -> Panels.of(kernel, matrix, 70, 9).matrix(), matrix);
        }
    }
}
