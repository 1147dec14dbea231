package tinytorch.kernels.width;

import org.junit.jupiter.api.Test;

import jdk.incubator.vector.VectorShape;

import tinytorch.kernels.VectorKernels;
import tinytorch.testkit.Check;

/** How wide the vectors are, in a JVM that this test shares: the build runs it once for each width. */
class VectorWidthTest {

    @Test
    void vectorsAreAsWideAsWasAskedFor() {
        int asked = Integer.getInteger(VectorWidth.PROPERTY, VectorShape.preferredShape().vectorBitSize());
        Check.call("VectorWidth.bits").equal(VectorWidth::bits, asked);
        Check.call("VectorWidth.LANES").equal(() -> VectorWidth.LANES, asked / 32);
        Check.call("VectorWidth.DOUBLES").equal(() -> VectorWidth.DOUBLES.length(), asked / 64);
    }

    @Test
    void threadsAreAsManyAsWereAskedFor() {
        int asked = Integer.getInteger("tinytorch.threads", Runtime.getRuntime().availableProcessors());
        Check.call("VectorKernels.threads").equal(() -> new VectorKernels().threads(), asked);
    }

    @Test
    void withoutTheirPropertyTheyAreTheMachines() {
        for (VectorShape machine : new VectorShape[] {VectorShape.S_128_BIT, VectorShape.S_256_BIT, VectorShape.S_512_BIT}) {
            Check.call("VectorWidth.shape", "''", machine).equal(() -> VectorWidth.shape("", machine), machine);
            Check.call("VectorWidth.shape", "'128'", machine).equal(() -> VectorWidth.shape("128", machine), VectorShape.S_128_BIT);
        }
    }

    @Test
    void aWidthThatNoVectorsHaveIsRefused() {
        for (String bits : new String[] {"64", "1024", "wide", "-256"}) {
            Check.call("VectorWidth.shape", bits).refuses(IllegalArgumentException.class, () -> VectorWidth.shape(bits, VectorShape.S_256_BIT),
                    VectorWidth.PROPERTY, bits, "256");
        }
    }
}
