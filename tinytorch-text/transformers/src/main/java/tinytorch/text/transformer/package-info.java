/** Module 14: blocks of attention and feed-forward layers, stacked to a GPT that writes text. */
package tinytorch.text.transformer;
