package tinytorch.train;

/**
 * An optimisation step.
 *
 * @param epoch        number of the epoch, from 1
 * @param epochs       how many there will be
 * @param batch        batches of this epoch that are done
 * @param batches      batches in this epoch
 * @param examples     examples of this epoch so far
 * @param seconds      time of this epoch so far
 * @param step         optimisation steps since the start of the training
 * @param loss         of this step
 * @param meanLoss     of this epoch so far
 * @param learningRate of this step
 */
public record StepEvent(int epoch, int epochs, int batch, int batches, long examples, double seconds, long step, double loss,
        double meanLoss, double learningRate) {

    /** Examples a second in this epoch so far. */
    public double rate() {
        return examples / seconds;
    }

    /** Seconds until the last step of this epoch, if the rest goes as fast as what is done. */
    public double secondsLeft() {
        return seconds * (batches - batch) / batch;
    }
}
