/** Module 09: losses, metrics, checkpoints and the training loop. */
package tinytorch.train;
