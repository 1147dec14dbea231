/** Module 07, measured: what a graph costs in memory and time. */
package tinytorch.autograd.lab;
