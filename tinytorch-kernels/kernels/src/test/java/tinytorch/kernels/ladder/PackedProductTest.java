package tinytorch.kernels.ladder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels.blocks")
class PackedProductTest {
    private final StridedProduct product = new PackedProduct();

    @Test
    void givesTheWorkedExample() {
        Products.givesTheWorkedExample("PackedProduct.multiply", product);
    }

    @Test
    void fitsEverySize() {
        Products.fitsEverySize("PackedProduct.multiply", product);
    }

    @Test
    void fitsSizesThatAreMoreThanOneBlock() {
        Products.fits("PackedProduct.multiply", product, PackedProduct.ROWS + 2, 40, PackedProduct.DEPTH + 8);
        Products.fits("PackedProduct.multiply", product, 5, PackedProduct.COLUMNS + 6, 3);
        Products.fits("PackedProduct.multiply", product, 2 * PackedProduct.ROWS, 33, 2 * PackedProduct.DEPTH);
    }

    @Test
    void takesTransposedMatricesAndPartsOfLargerOnes() {
        Products.fitsViews("PackedProduct.multiply", product, 13, 37, 25);
        Products.fitsViews("PackedProduct.multiply", product, PackedProduct.ROWS + 1, 33, PackedProduct.DEPTH + 1);
    }
}
