/** Module 15: the kernels at the speed of the machine. */
package tinytorch.kernels;
