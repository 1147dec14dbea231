/** Experiments of module 16: what fewer bits cost and save. */
package tinytorch.compress.lab;
