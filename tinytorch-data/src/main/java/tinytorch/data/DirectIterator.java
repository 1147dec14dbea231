package tinytorch.data;

import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** Makes each batch when it is asked for. */
final class DirectIterator implements BatchIterator {
    private final int count;
    private final IntFunction<Batch> reader;
    private int next;

    /** Batches {@code first} to {@code count} - 1, made by {@code reader}. */
    DirectIterator(int first, int count, IntFunction<Batch> reader) {
        this.next = first;
        this.count = count;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        return next < count;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("DataLoader: the epoch has no more batches.");
        }
        int number = next;
        next = count; // a batch that can't be made ends the epoch
        Batch batch = reader.apply(number);
        next = number + 1;
        return batch;
    }

    @Override
    public void close() {
        next = count;
    }
}
