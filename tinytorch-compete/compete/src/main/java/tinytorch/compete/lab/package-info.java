/** Experiments of module 17: what serving, precision, ensembles and stacking cost and bring. */
package tinytorch.compete.lab;
