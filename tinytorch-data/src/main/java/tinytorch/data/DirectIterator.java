package tinytorch.data;

import java.util.NoSuchElementException;

/** Reads each batch when it is asked for. */
final class DirectIterator implements BatchIterator {
    private final EpochReader reader;
    private int next;

    DirectIterator(EpochReader reader, int first) {
        this.reader = reader;
        this.next = first;
    }

    @Override
    public boolean hasNext() {
        return next < reader.count();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("DataLoader: the epoch has " + reader.count() + " batches.");
        }
        return reader.read(next++);
    }

    @Override
    public void close() {
        next = reader.count();
    }
}
