/**
 * What the library's operations and whole training steps cost, measured by JMH in JVMs of their own: {@code tito bench}. Each class is a group of
 * benchmarks; {@link tinytorch.benchmarks.BenchMain} runs them and makes the table.
 */
package tinytorch.benchmarks;
