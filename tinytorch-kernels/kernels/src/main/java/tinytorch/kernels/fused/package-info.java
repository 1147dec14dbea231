/**
 * Operations fused by hand: what a layer does in several steps, each of which reads and writes whole arrays, as one sweep that reads every input once and
 * writes every output once. What is between the steps stays in registers.
 *
 * <p>As in all kernels nothing is checked, and arrays begin at index 0. Every method works on a range of elements or rows, so that
 * {@link tinytorch.tensor.Kernels#parallel} may share them out; what is outside of the range is neither read nor written.
 */
package tinytorch.kernels.fused;
