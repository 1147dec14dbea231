/**
 * Milestone {@code cnn}: a convolutional network learns to tell the photographs of CIFAR-10 apart, with the loader, autograd, optimizer, training loop and
 * layers of modules 06-10.
 */
package tinytorch.milestones.cnn;
