/** Module 17: everything together, measured: serving, mixed precision, ensembles, and what each optimisation buys. */
package tinytorch.compete;
