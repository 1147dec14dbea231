/** Module 16: a matrix as the product of two thin ones. */
package tinytorch.compress.lowrank;
