package tinytorch.nn.activation.lab;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.GELU;

/** Short names for tables. */
final class Names {

    private Names() {
    }

    static String of(Activation activation) {
        String name = activation.getClass().getSimpleName();
        return activation instanceof GELU gelu && gelu.approximation() == GELU.Approximation.TANH ? name + " tanh" : name;
    }
}
