/** Module 12: vectors for tokens and for their positions. */
package tinytorch.text.embedding;
