/** What the programs of all milestones have in common: whose code runs, what becomes of the result, how a failure is told. */
package tinytorch.milestones.program;
