package tinytorch.kernels.ladder;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels.order")
class ReorderedProductTest {
    private final MatrixProduct product = new ReorderedProduct();

    @Test
    void givesTheWorkedExample() {
        Products.givesTheWorkedExample("ReorderedProduct.multiply", product);
    }

    @Test
    void fitsEverySize() {
        Products.fitsEverySize("ReorderedProduct.multiply", product);
    }
}
