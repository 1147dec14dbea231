/** Evaluating: taking submissions from the queue and handing them to the evaluator. */
package tinytorch.board.work;
