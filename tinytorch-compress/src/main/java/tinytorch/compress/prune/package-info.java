/** Module 16: fewer numbers. Weights that are nearly 0 become 0 and stay it; units, channels and heads that say little are removed. */
package tinytorch.compress.prune;
