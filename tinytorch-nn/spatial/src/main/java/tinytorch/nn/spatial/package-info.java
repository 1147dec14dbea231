/** Module 10: convolution, pooling and batch normalisation for images. */
package tinytorch.nn.spatial;
