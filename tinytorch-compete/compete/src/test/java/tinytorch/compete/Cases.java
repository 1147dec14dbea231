package tinytorch.compete;

import java.util.List;

import tinytorch.testkit.Golden;

/** PyTorch's results. */
public final class Cases {
    private Cases() {
    }

    public static List<Golden.Case> of(String op) {
        return Golden.load(Cases.class, "golden.json", op);
    }
}
