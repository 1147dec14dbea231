package tinytorch.data;

import java.util.Objects;

/** Some examples of another dataset, in an order of its own: example i is example {@code indices[i]} of the other. Nothing is copied. */
public final class Subset implements Dataset {
    private final Dataset dataset;
    private final int[] indices;

    /**
     * @param indices places in the other dataset; one may occur several times
     * @throws IndexOutOfBoundsException if the other dataset has no such example
     */
    public Subset(Dataset dataset, int... indices) {
        for (int index : indices) {
            Objects.checkIndex(index, dataset.size());
        }
        this.dataset = dataset;
        this.indices = indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public Example get(int index) {
        Objects.checkIndex(index, size());
        // tito:begin data.split
        return dataset.get(indices[index]);
        // tito:end
    }

    /**
     * One call of the other dataset's {@link Dataset#batch} with its own places, so that its fast way to make a batch is used. So an exception names the
     * place in the other dataset too.
     */
    @Override
    public Batch batch(int... places) {
        // tito:begin data.split
        int[] mapped = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            mapped[i] = indices[places[i]];
        }
        return dataset.batch(mapped);
        // tito:end
    }
}
