package tinytorch.tensor;

import java.lang.System.Logger.Level;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Which kernels are in use. When the first operation runs, those named by the system property {@code tinytorch.kernels}, else the first that a
 * {@link ServiceLoader} finds and that can run here, else {@link ScalarKernels}; each fallback is logged with its reason. A program can switch
 * ({@link Kernels#use}).
 */
final class KernelChoice {
    private static final Kernels SCALAR = new ScalarKernels();

    private static volatile Kernels active = choose(System.getProperty("tinytorch.kernels", ""));

    private KernelChoice() {
    }

    static Kernels active() {
        return active;
    }

    static void use(String name) {
        Kernels found;
        try {
            found = name.isEmpty() ? null : find(name);
            if (found == null) {
                throw new IllegalArgumentException("Kernels.use: there are no kernels named '" + name + "'. On the class path are: " + names() + ".");
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException("Kernels.use: the kernels '" + name + "' can't run here: " + reason(e), e);
        }
        active = found;
    }

    private static Kernels choose(String wanted) {
        System.Logger log = System.getLogger(Kernels.class.getName());
        try {
            Kernels found = find(wanted);
            if (found != null) {
                return found;
            }
            if (!wanted.isEmpty()) {
                log.log(Level.WARNING, "No kernels named '" + wanted + "' on the class path: using the " + SCALAR.name() + " kernels.");
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            log.log(Level.WARNING, "Falling back to the " + SCALAR.name() + " kernels: " + reason(e));
            log.log(Level.DEBUG, "What stopped the others", e);
        }
        return SCALAR;
    }

    /** What the provider said; what is wrapped around it tells only that there is one. */
    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static String names() {
        StringBuilder names = new StringBuilder(SCALAR.name());
        ServiceLoader.load(Kernels.class).forEach(offered -> names.append(", ").append(offered.name()));
        return names.toString();
    }

    /** The kernels of this name, or the first that are offered if it is empty; {@code null} if there are none. */
    private static Kernels find(String name) {
        if (name.equals(SCALAR.name())) {
            return SCALAR;
        }
        for (Kernels offered : ServiceLoader.load(Kernels.class)) {
            if (name.isEmpty() || name.equals(offered.name())) {
                return offered;
            }
        }
        return null;
    }
}
