/** Module 13: scaled dot-product attention with a causal mask and several heads. */
package tinytorch.text.attention;
