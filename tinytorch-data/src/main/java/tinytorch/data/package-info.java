/** Module 06: datasets, samplers, batches and image files. */
package tinytorch.data;
