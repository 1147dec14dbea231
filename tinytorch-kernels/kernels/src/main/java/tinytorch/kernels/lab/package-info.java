/** Experiments of module 15: how near the machine's limits each kernel comes, and what that is worth to a network. */
package tinytorch.kernels.lab;
