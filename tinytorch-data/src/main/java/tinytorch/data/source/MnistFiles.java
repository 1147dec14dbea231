package tinytorch.data.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * MNIST: 60,000 handwritten digits to learn from and 10,000 to be tested with (LeCun, Cortes and Burges).
 *
 * <p>The four files are found in the cache folder {@code mnist}, or downloaded into it. Their authors' own page no longer serves them reliably, so two
 * mirrors are asked first: PyTorch's and that of the Common Visual Data Foundation. A checksum makes sure that all give the same bytes, and tells MNIST from
 * the datasets that come in files of the same names, such as Fashion-MNIST.
 */
public final class MnistFiles {
    private static final List<String> SOURCES = List.of(
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
            "http://yann.lecun.com/exdb/mnist/");

    static final RemoteFile TEST_IMAGES = file("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6");
    static final RemoteFile TEST_LABELS = file("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6");
    static final RemoteFile TRAINING_IMAGES = file("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609");
    static final RemoteFile TRAINING_LABELS = file("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c");

    private final Path folder;
    private final Downloader downloader;

    /**
     * @param downloader fetches what is not there; {@code null} to work offline
     */
    MnistFiles(DataHome home, Downloader downloader) {
        this.folder = home.dataset("mnist");
        this.downloader = downloader;
    }

    /** MNIST in the user's cache; with {@code offline} nothing is downloaded. */
    public static MnistFiles ofUser(boolean offline) {
        return new MnistFiles(DataHome.ofUser(), offline ? null : Downloader.withProgress());
    }

    /**
     * The 10,000 test images.
     *
     * @throws DataException if they are neither there nor can be downloaded
     */
    public LabelledImages test() throws DataException {
        return read(TEST_IMAGES, TEST_LABELS, 10_000);
    }

    /**
     * The 60,000 training images.
     *
     * @throws DataException if they are neither there nor can be downloaded
     */
    public LabelledImages training() throws DataException {
        return read(TRAINING_IMAGES, TRAINING_LABELS, 60_000);
    }

    private LabelledImages read(RemoteFile images, RemoteFile labels, int count) throws DataException {
        byte[] digits = Idx.read(present(labels), count).values();
        byte[] pixels = Idx.read(present(images), count, LabelledImages.SIDE, LabelledImages.SIDE).values();
        return new LabelledImages(pixels, digits);
    }

    /** The file in the cache, downloaded if it is missing or not what was published. A damaged file is replaced only when a good one has come. */
    private Path present(RemoteFile file) throws DataException {
        Path path = folder.resolve(file.name());
        String state;
        try {
            if (Files.exists(path) && file.matches(path)) {
                return path;
            }
            state = Files.exists(path) ? "is damaged or not the published file (its SHA-256 is another)" : "is not there";
        } catch (IOException e) {
            throw new DataException("Can't read " + path + ": " + e.getMessage() + ".", e);
        }
        if (downloader == null) {
            throw new DataException(path + " " + state + ", and this run is offline.");
        }
        try {
            downloader.download(file, path);
        } catch (DataException e) {
            throw new DataException(path + " " + state + ", and " + e.getMessage(), e);
        }
        return path;
    }

    private static RemoteFile file(String name, long size, String sha256) {
        return new RemoteFile(name, size, sha256, SOURCES.stream().map(source -> URI.create(source + name)).toList());
    }
}
