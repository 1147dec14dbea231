/** Experiments of module 13: what attention costs as the text gets longer, and what a cache saves. */
package tinytorch.text.attention.lab;
