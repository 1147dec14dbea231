/** Mutation testing of what learners write: which small mistakes in the solutions no test notices. The mistakes are PIT's. */
package tinytorch.course.mutation;
