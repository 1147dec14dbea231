/**
 * Module 02: the tensor. A block of {@code float}s ({@link tinytorch.tensor.Tensor}) read through a
 * {@link tinytorch.tensor.Shape}, strides and an offset; operations that are values ({@link tinytorch.tensor.Op}), so
 * that module 07 can find their gradients; and loops over plain arrays behind one interface
 * ({@link tinytorch.tensor.Kernels}), so that module 15 can make everything above them fast.
 */
package tinytorch.tensor;
