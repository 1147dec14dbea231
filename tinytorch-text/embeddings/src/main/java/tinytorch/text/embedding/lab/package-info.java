/** Experiments of module 12: what tables of vectors cost in memory and time. */
package tinytorch.text.embedding.lab;
