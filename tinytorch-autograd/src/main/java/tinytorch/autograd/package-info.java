/** Module 07: gradients of everything that was computed, by a walk back through the operations. */
package tinytorch.autograd;
