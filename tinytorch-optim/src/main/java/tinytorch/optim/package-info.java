/** Module 08: optimizers, schedules of the learning rate, gradient clipping. */
package tinytorch.optim;
