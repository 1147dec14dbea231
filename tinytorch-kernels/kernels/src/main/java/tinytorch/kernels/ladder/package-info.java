/** The matrix product six times, each faster than the one before and for one reason: the way to the kernels of this module. */
package tinytorch.kernels.ladder;
