/**
 * The benchmarks of this package once more with PyTorch, through DJL's libtorch: {@code tito bench --peers}. Class {@code TorchX} is the peer of class
 * {@code X}, method by method.
 */
package tinytorch.benchmarks;
