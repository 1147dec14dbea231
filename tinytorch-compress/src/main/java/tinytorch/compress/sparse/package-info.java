/** Module 16: matrices that are mostly zeros, stored and multiplied without them. */
package tinytorch.compress.sparse;
