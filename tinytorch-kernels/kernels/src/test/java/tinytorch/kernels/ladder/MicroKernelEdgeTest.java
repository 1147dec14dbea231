package tinytorch.kernels.ladder;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels.edges")
class MicroKernelEdgeTest {

    @Test
    void everyPartOfATileIsAddedAndNothingBesideIt() {
        for (int m = 1; m <= MicroKernel.ROWS; m++) {
            for (int n : new int[] {1, 2, 7, MicroKernel.WIDTH / 2, MicroKernel.WIDTH - 1, MicroKernel.WIDTH}) {
                fits(5, m, n);
            }
        }
    }

    @Test
    void whatThePlaceAsideHeldBeforeIsOfNoInterest() {
        fits(0, 2, 3);
        fits(1, MicroKernel.ROWS, 1);
    }

    private static void fits(int k, int m, int n) {
        float[] aside = new float[MicroKernel.ROWS * MicroKernel.WIDTH];
        Arrays.fill(aside, 1000);
        Tiles.fits(k, m, n, (depth, a, aAt, b, bAt, c, cAt, cRow) -> MicroKernel.addPart(m, n, depth, a, aAt, b, bAt, c, cAt, cRow, aside));
    }
}
