/** The systems lab of module 02: what strides, views, copies and loop orders cost, measured on the learner's own tensors. */
package tinytorch.tensor.lab;
