/** Drawing a digit in the terminal, with arrow keys or the mouse, while somebody watches and guesses. Needs no learner code. */
package tinytorch.milestones.sketch;
