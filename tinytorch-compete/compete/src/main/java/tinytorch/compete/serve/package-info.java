/** Module 17: many readers, one model: the cache of a batch, and the queue in front of it. */
package tinytorch.compete.serve;
