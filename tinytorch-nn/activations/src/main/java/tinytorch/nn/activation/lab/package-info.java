/**
 * The systems lab of module 03: where naive formulas overflow, and what activations cost. Starts at
 * {@link tinytorch.nn.activation.lab.ActivationLab}.
 */
package tinytorch.nn.activation.lab;
