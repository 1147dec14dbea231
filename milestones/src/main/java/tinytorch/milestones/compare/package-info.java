/** What networks cost beside each other: parameters, operations, memory and time, all counted or measured in the run that shows them. */
package tinytorch.milestones.compare;
