/** The systems lab of module 08: memory of optimizers, and how they find the bottom of a bowl. Starts at {@link tinytorch.optim.lab.OptimizerLab}. */
package tinytorch.optim.lab;
