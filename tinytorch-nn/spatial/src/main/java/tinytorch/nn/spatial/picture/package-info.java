/** Given code of module 10: pictures of what a network has learnt, of what it sees and of where it errs, as PNG files. */
package tinytorch.nn.spatial.picture;
