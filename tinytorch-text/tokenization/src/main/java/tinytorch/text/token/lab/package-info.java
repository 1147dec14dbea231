/** Experiments of module 11: what a vocabulary costs and what it saves. */
package tinytorch.text.token.lab;
