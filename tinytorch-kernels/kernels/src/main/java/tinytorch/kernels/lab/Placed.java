package tinytorch.kernels.lab;

/**
 * A kernel's place in a roofline.
 *
 * @param name      of the kernel
 * @param threads   it ran on
 * @param intensity operations for each byte that it must move at least: every input read once, every result written once
 * @param flops     operations a second, measured
 */
record Placed(String name, int threads, double intensity, double flops) {
}
