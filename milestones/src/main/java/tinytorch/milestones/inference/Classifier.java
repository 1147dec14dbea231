package tinytorch.milestones.inference;

import tinytorch.tensor.Tensor;

/** Tells which of ten things a picture shows. */
interface Classifier {

    /**
     * The probabilities of the ten classes for several pictures at once, of shape (n, 10).
     *
     * @param pictures of shape (n, ...)
     */
    Tensor probabilities(Tensor pictures);

    /** The network as text: its sizes and how many numbers it learned. */
    String description();
}
