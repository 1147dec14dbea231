/** Keeps PIT to what learners write. */
package tinytorch.mutation;
