/**
 * Module 04: layers. A {@link tinytorch.nn.Layer} has named parameters and child layers, so that a network of any depth can be
 * counted, saved, loaded and trained as one thing; {@link tinytorch.nn.Backward} is the protocol of gradients written by hand.
 */
package tinytorch.nn;
