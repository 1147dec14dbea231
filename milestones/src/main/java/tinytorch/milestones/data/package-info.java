/** The program behind {@code tito data}. */
package tinytorch.milestones.data;
