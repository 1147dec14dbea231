/** Module 17: optimisations one after the other, and what each of them bought. */
package tinytorch.compete.pipeline;
