/** A model that was handed in to a competition: data, no code. It is checked, run by the finished library, and measured in a process of its own. */
package tinytorch.model;
