/** Module 17: several networks, or several states of one, as one. */
package tinytorch.compete.ensemble;
