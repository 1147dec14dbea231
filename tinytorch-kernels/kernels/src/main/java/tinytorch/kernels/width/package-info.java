/** How wide the vectors of this module are. */
package tinytorch.kernels.width;
