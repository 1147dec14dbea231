/** Which operations the vector kernels have as a whole, and how tensors become the rows of numbers that {@link tinytorch.kernels.fused} sweeps over. */
package tinytorch.kernels.dispatch;
