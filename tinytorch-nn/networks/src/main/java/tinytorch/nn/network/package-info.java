/**
 * Module 05: networks. {@link tinytorch.nn.network.Linear} layers composed to a {@link tinytorch.nn.network.Sequential} or an
 * {@link tinytorch.nn.network.MLP}, started by an {@link tinytorch.nn.network.Initializer}, taught by a
 * {@link tinytorch.nn.network.Loss} and {@link tinytorch.nn.network.GradientDescent} with gradients written by hand, and kept in
 * {@link tinytorch.nn.network.SafeTensors} files.
 */
package tinytorch.nn.network;
