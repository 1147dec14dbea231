/** Module 16: numbers of eight and four bits, products of whole numbers, and the layers and files made of them. */
package tinytorch.compress.quant;
