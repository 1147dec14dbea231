package tinytorch.kernels.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.testkit.Check;

class RooflineTest {
    private final Machine one = new Machine(1, 100e9, 20e9);
    private final Machine two = new Machine(2, 190e9, 25e9);

    @Test
    void theRoofIsTheLowerOfBothLimits() {
        Check.call("Machine.roof", 0.25).because("0.25 operations a byte at 20 GB/s").equal(() -> one.roof(0.25), 5e9);
        Check.call("Machine.ridge").equal(one::ridge, 5.0);
        Check.call("Machine.roof", 5).equal(() -> one.roof(5), 100e9);
        Check.call("Machine.roof", 85).because("arithmetic is the limit").equal(() -> one.roof(85), 100e9);
    }

    @Test
    void everyKernelHasItsPlaceInThePicture(@TempDir Path folder) throws IOException {
        Path empty = folder.resolve("empty.png");
        Path full = folder.resolve("full.png");
        RooflinePicture.write(empty, one, two, List.of(new Placed("slow", 1, 85, 1e8)));
        RooflinePicture.write(full, one, two, List.of(new Placed("slow", 1, 85, 1e8), new Placed("a + b", 2, 1.0 / 12, 2e9), new Placed("above the roof", 2, 85, 300e9)));
        for (Path picture : List.of(empty, full)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(picture));
            Check.call("RooflinePicture.write").because("a PNG file begins so").equal(bytes::getLong, 0x89504E470D0A1A0AL);
        }
        Check.call("RooflinePicture.write").because("two more squares and names don't leave the picture as it was").equal(() -> Files.mismatch(empty, full) >= 0, true);
    }

    @Test
    void theMachinesPeakIsOfTheOperationsThatWereMade() {
        Check.call("PeakLoop.flops", 3).because("a multiply-add is two operations, and three rounds are three times one")
                .equal(() -> PeakLoop.flops(3), 3 * PeakLoop.flops(1));
        float once = PeakLoop.run(1);
        Check.call("PeakLoop.run", 0).because("ten chains begin at 0 to 9").equal(() -> PeakLoop.run(0), 45f);
        Check.call("PeakLoop.run", 1).because("each becomes 0.999 of itself plus 0.001").equal(() -> Math.abs(once - (45 * 0.999f + 10 * 0.001f)) < 1e-4, true);
    }
}
