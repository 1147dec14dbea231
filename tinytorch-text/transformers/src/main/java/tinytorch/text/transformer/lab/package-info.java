/** Experiments of module 14: what makes deep transformers trainable, what they cost, and what a cache saves. */
package tinytorch.text.transformer.lab;
