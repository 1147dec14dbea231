package tinytorch.kernels;

/** How many threads the kernels use: the system property {@code tinytorch.threads}, else one for each processor. */
final class Threads {
    static final int COUNT = Math.max(1, Integer.getInteger("tinytorch.threads", Runtime.getRuntime().availableProcessors()));

    private Threads() {
    }
}
