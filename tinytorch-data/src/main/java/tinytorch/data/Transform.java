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
        // tito:begin data.transform
        return (input, random) -> next.apply(apply(input, random), random);
        // tito:end
    }

    /**
     * This one with a probability, else the input as it is. It draws {@code random.nextDouble()} first and applies this one if that is
     * less than the probability: 0 means never, 1 means always.
     */
    default Transform sometimes(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("Transform.sometimes: a probability is from 0 to 1, got " + probability + ".");
        }
        // tito:begin data.transform
        return (input, random) -> random.nextDouble() < probability ? apply(input, random) : input;
        // tito:end
    }
}
