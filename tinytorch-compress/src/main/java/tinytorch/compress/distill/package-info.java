/** Module 16: a small network that learns from what a large one says. */
package tinytorch.compress.distill;
