/** Experiments of module 10: what convolutions cost in time and memory. */
package tinytorch.nn.spatial.lab;
