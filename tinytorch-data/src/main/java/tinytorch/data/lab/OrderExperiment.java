package tinytorch.data.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tinytorch.data.Batch;
import tinytorch.data.Cifar10;
import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.ImageDataset;
import tinytorch.data.RawImages;
import tinytorch.data.Sampler;
import tinytorch.data.SplitMix;
import tinytorch.data.Storage;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What a random order costs against reading from front to back, by where the bytes are. */
final class OrderExperiment {
    private static final int BATCH = 128;
    private static final int DIRECT_PICTURES = 500;

    private OrderExperiment() {
    }

    static Table table(PictureFiles files) throws IOException {
        Table table = new Table("An epoch of " + Format.count(files.pictures()) + " pictures in batches of " + BATCH + ", for each picture",
                "bytes are", "in order", "shuffled", "ratio");
        List<String> names = files.files().stream().map(file -> file.getFileName().toString()).toList();
        row(table, "in memory", Cifar10.read(files.folder(), names, PictureFiles.RECORDS, Storage.MEMORY));
        row(table, "mapped", Cifar10.read(files.folder(), names, PictureFiles.RECORDS, Storage.MAPPED));
        try (ReadCalls calls = new ReadCalls(files)) {
            row(table, "read one by one", new ImageDataset("files", Cifar10.CLASSES, Cifar10.SHAPE, calls));
        }
        direct(table, files.files().getFirst());
        return table;
    }

    private static void row(Table table, String where, Dataset dataset) {
        DataLoader loader = DataLoader.of(dataset).batchSize(BATCH);
        epoch(loader.shuffle(1)); // warm-up
        double inOrder = epoch(loader) / dataset.size();
        double shuffled = epoch(loader.shuffle(2)) / dataset.size();
        table.row(where, Format.seconds(inOrder), Format.seconds(shuffled), Format.times(shuffled / inOrder));
    }

    private static double epoch(DataLoader loader) {
        long start = System.nanoTime();
        for (Batch batch : loader) {
            Sink.keep(batch);
        }
        Sink.clear();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Past the cache one picture at a time is too slow for a whole epoch. */
    private static void direct(Table table, Path file) {
        int[] order = Sampler.shuffle(PictureFiles.RECORDS, new SplitMix(3));
        try (DirectFile direct = new DirectFile(file, PictureFiles.RECORD)) {
            double[] seconds = new double[2];
            for (int random = 0; random < 2; random++) {
                long start = System.nanoTime();
                for (int i = 0; i < DIRECT_PICTURES; i++) {
                    direct.readAt((long) (random == 1 ? order[i] : i) * PictureFiles.RECORD);
                }
                seconds[random] = (System.nanoTime() - start) / 1e9 / DIRECT_PICTURES;
            }
            table.row("on the device", Format.seconds(seconds[0]), Format.seconds(seconds[1]), Format.times(seconds[1] / seconds[0]));
        } catch (IOException | UnsupportedOperationException e) {
            table.row("on the device", "-", "-", "not possible here: " + e.getMessage());
        }
    }

    /** A call of the operating system for every picture. */
    private static final class ReadCalls implements RawImages, AutoCloseable {
        private final List<FileChannel> channels = new ArrayList<>();

        ReadCalls(PictureFiles files) throws IOException {
            for (Path file : files.files()) {
                channels.add(FileChannel.open(file));
            }
        }

        @Override
        public int size() {
            return channels.size() * PictureFiles.RECORDS;
        }

        @Override
        public int label(int index) {
            byte[] label = new byte[1];
            read(index, 0, label);
            return label[0];
        }

        @Override
        public void pixels(int index, byte[] out) {
            read(index, 1, out);
        }

        private void read(int index, int offset, byte[] out) {
            long at = (long) (index % PictureFiles.RECORDS) * PictureFiles.RECORD + offset;
            try {
                channels.get(index / PictureFiles.RECORDS).read(ByteBuffer.wrap(out), at);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            for (FileChannel channel : channels) {
                channel.close();
            }
        }
    }
}
