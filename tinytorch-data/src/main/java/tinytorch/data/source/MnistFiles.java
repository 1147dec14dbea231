package tinytorch.data.source;

/** The files of MNIST, read: 60,000 handwritten digits to learn from and 10,000 to be tested with. They are found in the cache folder, or downloaded into it. */
public final class MnistFiles {
    private final DataStore store;

    MnistFiles(DataStore store) {
        this.store = store;
    }

    /** MNIST in the user's cache; with {@code offline} nothing is downloaded. */
    public static MnistFiles ofUser(boolean offline) {
        return new MnistFiles(DataStore.ofUser(offline));
    }

    /**
     * The 10,000 test images.
     *
     * @throws DataException if they are neither there nor can be downloaded
     */
    public LabelledImages test() throws DataException {
        return read("t10k", 10_000);
    }

    /**
     * The 60,000 training images.
     *
     * @throws DataException if they are neither there nor can be downloaded
     */
    public LabelledImages training() throws DataException {
        return read("train", 60_000);
    }

    private LabelledImages read(String part, int count) throws DataException {
        PublishedDataset mnist = PublishedDataset.MNIST;
        byte[] digits = Idx.read(store.get(mnist, mnist.file(part + "-labels-idx1-ubyte.gz")), count).values();
        byte[] pixels = Idx.read(store.get(mnist, mnist.file(part + "-images-idx3-ubyte.gz")), count, LabelledImages.SIDE, LabelledImages.SIDE).values();
        return new LabelledImages(pixels, digits);
    }
}
