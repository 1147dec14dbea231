package tinytorch.data;

import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;

/** A change of an example's input, made each time it is read: scaling, or a random flip. */
@FunctionalInterface
public interface Transform {

    /**
     * The changed input; the given one stays as it is.
     *
     * @param random for choices; it depends on the seed, the epoch and the place in the epoch alone, so that the same run gives the
     *               same bits however far it reads ahead
     */
    Tensor apply(Tensor input, RandomGenerator random);

    /** This one, then another: {@code next(this(input))}. Both draw from the same generator, this one first. */
    default Transform then(Transform next) {
        return (input, random) -> next.apply(apply(input, random), random);
    }
}
