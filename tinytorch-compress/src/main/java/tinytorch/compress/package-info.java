/** Module 16: smaller models, by fewer bits a number, fewer numbers, and smaller networks that learn from larger ones. */
package tinytorch.compress;
