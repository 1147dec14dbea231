/** Experiments of module 06: what reading costs, and what hides it. */
package tinytorch.data.lab;
