package tinytorch.kernels.ladder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels.tiles")
class TiledProductTest {

    @Test
    void givesTheWorkedExample() {
        Products.givesTheWorkedExample("TiledProduct(2).multiply", new TiledProduct(2));
    }

    @Test
    void fitsEverySizeWhereTilesDivideNothing() {
        Products.fitsEverySize("TiledProduct(7).multiply", new TiledProduct(7));
    }

    @Test
    void aTileOfOneNumberAndOneThatIsLargerThanAllWillDo() {
        for (int tile : new int[] {1, 16, 1000}) {
            Products.fits("TiledProduct(" + tile + ").multiply", new TiledProduct(tile), 5, 33, 17);
        }
    }
}
