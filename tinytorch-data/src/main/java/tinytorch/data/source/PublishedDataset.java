package tinytorch.data.source;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A dataset as its authors published it. The list of all is {@link #ALL}.
 *
 * @param name    what users call it, such as {@code cifar-10}
 * @param what    what is in it, in a few words
 * @param folder  where it is kept, below {@link DataHome}
 * @param files   what is kept; those without a source come out of the archive
 * @param archive what has to be downloaded for them, if it is not the files themselves
 */
public record PublishedDataset(String name, String what, String folder, List<RemoteFile> files, Optional<RemoteFile> archive) {

    /**
     * CIFAR-10, binary version (Krizhevsky). Only the archive is published; the checksums of the files in it were taken from it.
     */
    public static final PublishedDataset CIFAR_10 = new PublishedDataset("cifar-10", "60,000 photographs in ten classes",
            "cifar-10-batches-bin", List.of(
                    packed("data_batch_1.bin", 30_730_000, "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
                    packed("data_batch_2.bin", 30_730_000, "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
                    packed("data_batch_3.bin", 30_730_000, "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
                    packed("data_batch_4.bin", 30_730_000, "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
                    packed("data_batch_5.bin", 30_730_000, "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
                    packed("test_batch.bin", 30_730_000, "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b")),
            Optional.of(remote("cifar-10-binary.tar.gz", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    "https://www.cs.toronto.edu/~kriz/")));

    /**
     * MNIST (LeCun, Cortes and Burges). Their own page no longer serves it reliably, so two mirrors are asked first: PyTorch's and that of the Common
     * Visual Data Foundation. The checksum makes sure that all give the same bytes, and tells MNIST from the datasets that come in files of the same names,
     * such as Fashion-MNIST.
     */
    public static final PublishedDataset MNIST = new PublishedDataset("mnist", "70,000 handwritten digits", "mnist", List.of(
            mnist("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            mnist("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            mnist("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            mnist("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")), Optional.empty());

    /** Plays of Shakespeare in one text (put together by Karpathy). */
    public static final PublishedDataset TINY_SHAKESPEARE = new PublishedDataset("tinyshakespeare", "40,000 lines of Shakespeare's plays", "tinyshakespeare",
            List.of(remote("input.txt", 1_115_394, "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
                    "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/")), Optional.empty());

    /** All datasets that the course uses. */
    public static final List<PublishedDataset> ALL = List.of(MNIST, CIFAR_10, TINY_SHAKESPEARE);

    public PublishedDataset {
        files = List.copyOf(files);
    }

    /** The dataset that a user named. */
    public static Optional<PublishedDataset> named(String name) {
        return ALL.stream().filter(dataset -> dataset.name().equalsIgnoreCase(name)).findFirst();
    }

    /** Bytes of all files. */
    public long size() {
        return files.stream().mapToLong(RemoteFile::size).sum();
    }

    /** The file of this name. */
    RemoteFile file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow();
    }

    private static RemoteFile packed(String name, long size, String sha256) {
        return new RemoteFile(name, size, sha256, List.of());
    }

    private static RemoteFile remote(String name, long size, String sha256, String... folders) {
        return new RemoteFile(name, size, sha256, Arrays.stream(folders).map(folder -> URI.create(folder + name)).toList());
    }

    private static RemoteFile mnist(String name, long size, String sha256) {
        return remote(name, size, sha256, "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
                "http://yann.lecun.com/exdb/mnist/");
    }
}
