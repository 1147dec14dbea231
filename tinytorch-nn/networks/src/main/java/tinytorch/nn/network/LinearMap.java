package tinytorch.nn.network;

import tinytorch.nn.Layer;

/** A layer that maps rows of {@code in} numbers to rows of {@code out}, however it keeps its weights: as {@code float}s ({@link Linear}), or in less memory (module 16). */
public abstract class LinearMap extends Layer {

    /** How many numbers go in: the length of the input's last axis. */
    public abstract int in();

    /** How many numbers come out: the length of the output's last axis. */
    public abstract int out();
}
