package tinytorch.kernels.grid;

/** What every thread of a grid runs. The threads differ in one thing: where they are. */
@FunctionalInterface
public interface Kernel {
    void run(GridThread thread);
}
