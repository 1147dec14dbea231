package tinytorch.data;

import java.util.Iterator;

/** The batches of one epoch. Closing it ends the reading ahead; who reads to the end, or just forgets it, need not close it. */
public interface BatchIterator extends Iterator<Batch>, AutoCloseable {

    /** No more batches are read. */
    @Override
    void close();
}
