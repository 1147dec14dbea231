/** Compares submissions with JPlag. */
package tinytorch.similarity;
