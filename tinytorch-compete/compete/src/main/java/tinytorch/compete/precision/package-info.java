/** Module 17: training with numbers of two bytes. */
package tinytorch.compete.precision;
