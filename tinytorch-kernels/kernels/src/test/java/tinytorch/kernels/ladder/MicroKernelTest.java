package tinytorch.kernels.ladder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels.registers")
class MicroKernelTest {

    @Test
    void addsTheProductToEveryNumberOfTheTile() {
        for (int k : new int[] {1, 2, 3, 8, 13, 65}) {
            Tiles.fits(k, MicroKernel.ROWS, MicroKernel.WIDTH, MicroKernel::add);
        }
    }

    @Test
    void anEmptySumChangesNothing() {
        Tiles.fits(0, MicroKernel.ROWS, MicroKernel.WIDTH, MicroKernel::add);
    }
}
