package tinytorch.train;

/**
 * An optimisation step.
 *
 * @param epoch         number of the epoch, from 1
 * @param epochs        how many there will be
 * @param batch         batches of this epoch that are done
 * @param batches       batches in this epoch
 * @param examples      examples in these batches so far
 * @param totalExamples examples in this epoch
 * @param step          optimisation steps since the start of the training
 * @param loss          of this step
 * @param meanLoss      of all steps of this epoch so far
 * @param learningRate  of this step
 */
public record StepEvent(int epoch, int epochs, int batch, int batches, long examples, long totalExamples, long step, double loss, double meanLoss, double learningRate) {
}
