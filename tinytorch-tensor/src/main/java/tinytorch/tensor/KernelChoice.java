package tinytorch.tensor;

import java.lang.System.Logger.Level;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Chooses the kernels once, when the first operation runs: those named by the system property {@code tinytorch.kernels},
 * else the first that a {@link ServiceLoader} finds and that can run here, else {@link ScalarKernels}. Each fallback is
 * logged with its reason.
 */
final class KernelChoice {
    static final Kernels ACTIVE = choose(System.getProperty("tinytorch.kernels", ""));

    private KernelChoice() {
    }

    private static Kernels choose(String wanted) {
        Kernels scalar = new ScalarKernels();
        if (wanted.equals(scalar.name())) {
            return scalar;
        }
        System.Logger log = System.getLogger(Kernels.class.getName());
        try {
            for (Kernels found : ServiceLoader.load(Kernels.class)) {
                if (wanted.isEmpty() || wanted.equals(found.name())) {
                    return found;
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            log.log(Level.WARNING, "Falling back to the " + scalar.name() + " kernels: " + e.getMessage(), e);
            return scalar;
        }
        if (!wanted.isEmpty()) {
            log.log(Level.WARNING, "No kernels named '" + wanted + "' on the class path: using the " + scalar.name() + " kernels.");
        }
        return scalar;
    }
}
