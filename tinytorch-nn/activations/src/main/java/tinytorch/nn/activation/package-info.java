/**
 * Module 03: activations, the functions between the layers of a network that are not linear. Each is a record that
 * brings its own gradient ({@link tinytorch.nn.activation.Activation}), written by hand here and called by autograd in
 * module 07.
 */
package tinytorch.nn.activation;
