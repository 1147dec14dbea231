package tinytorch.data;

import java.util.function.Supplier;

/** An example could not be made: its dataset or a transform threw. The message names the example, the cause is what was thrown. */
public final class DataLoaderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    DataLoaderException(int index, RuntimeException cause) {
        super("DataLoader: example " + index + " can't be made. " + cause, cause);
        this.index = index;
    }

    /** The place of the example in its dataset. */
    public int index() {
        return index;
    }

    /** What {@code work} gives; an exception of it comes with the example's place. */
    static <T> T naming(int index, Supplier<T> work) {
        try {
            return work.get();
        } catch (DataLoaderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DataLoaderException(index, e);
        }
    }
}
