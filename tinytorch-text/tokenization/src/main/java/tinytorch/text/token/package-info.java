/** Module 11: text as numbers, and numbers as text. */
package tinytorch.text.token;
