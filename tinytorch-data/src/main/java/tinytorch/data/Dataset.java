package tinytorch.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Examples that can be asked for by their place, as {@code torch.utils.data.Dataset}. A dataset is read by several threads at once
 * when a {@link DataLoader} reads ahead: {@link #get} must not change anything.
 */
public interface Dataset {

    /** How many there are. */
    int size();

    /**
     * The example at a place.
     *
     * @param index from 0 to {@link #size} - 1
     * @throws IndexOutOfBoundsException if it is outside
     */
    Example get(int index);

    /**
     * Several examples at once, stacked in this order. A dataset that can make a batch faster than out of single examples writes its
     * own.
     *
     * @throws DataLoaderException if an example can't be read; it tells which
     */
    default Batch batch(int... indices) {
        List<Example> examples = new ArrayList<>(indices.length);
        for (int index : indices) {
            examples.add(DataLoaderException.naming(index, () -> get(index)));
        }
        return Collation.STACK.collate(examples);
    }
}
