/** The systems lab of module 04: the memory of parameters and of activations. Starts at {@link tinytorch.nn.lab.LayerLab}. */
package tinytorch.nn.lab;
