package tinytorch.kernels.ladder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels.naive")
class NaiveProductTest {
    private final MatrixProduct product = new NaiveProduct();

    @Test
    void givesTheWorkedExample() {
        Products.givesTheWorkedExample("NaiveProduct.multiply", product);
    }

    @Test
    void fitsEverySize() {
        Products.fitsEverySize("NaiveProduct.multiply", product);
    }
}
