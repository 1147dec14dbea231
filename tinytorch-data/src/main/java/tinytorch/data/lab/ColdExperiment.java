package tinytorch.data.lab;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** The same bytes from farther and farther away: every row reads all files once. */
final class ColdExperiment {
    private static final int PIECE = 1 << 20;
    private static final int PAGE = 4096;

    private final PictureFiles files;
    private final Table table;

    private ColdExperiment(PictureFiles files) throws IOException {
        this.files = files;
        this.table = new Table("Reading " + Format.bytes(files.bytes()) + ", on a file system of type " + Files.getFileStore(files.folder()).type(),
                "how", "time", "rate");
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Reading {
        void run() throws IOException;
    }

    static Table table(PictureFiles files) throws IOException {
        ColdExperiment experiment = new ColdExperiment(files);
        experiment.direct();
        List<byte[]> arrays = new ArrayList<>();
        experiment.row("into an array, first", () -> experiment.readAll(arrays));
        arrays.clear();
        experiment.row("into an array, again", () -> experiment.readAll(arrays));
        experiment.row("the array, every page", () -> experiment.touchArrays(arrays));
        List<MappedByteBuffer> mapped = experiment.map();
        experiment.row("mapped, every page, first", () -> touch(mapped));
        experiment.row("mapped, every page, again", () -> touch(mapped));
        Sink.clear();
        return experiment.table;
    }

    private void row(String how, Reading reading) throws IOException {
        long start = System.nanoTime();
        reading.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        table.row(how, Format.seconds(seconds), Format.bytes(files.bytes() / seconds) + "/s");
    }

    private void direct() throws IOException {
        try {
            row("past the cache", () -> {
                for (Path file : files.files()) {
                    try (DirectFile direct = new DirectFile(file, PIECE)) {
                        direct.readAll();
                    }
                }
            });
        } catch (IOException | UnsupportedOperationException e) {
            table.row("past the cache", "-", "not possible here: " + e.getMessage());
        }
    }

    private void readAll(List<byte[]> arrays) throws IOException {
        for (Path file : files.files()) {
            arrays.add(Files.readAllBytes(file));
        }
    }

    private void touchArrays(List<byte[]> arrays) {
        long sum = 0;
        for (byte[] array : arrays) {
            for (int at = 0; at < array.length; at += PAGE) {
                sum += array[at];
            }
        }
        Sink.keep(sum);
    }

    private List<MappedByteBuffer> map() throws IOException {
        List<MappedByteBuffer> mapped = new ArrayList<>();
        for (Path file : files.files()) {
            try (FileChannel channel = FileChannel.open(file)) {
                mapped.add(channel.map(MapMode.READ_ONLY, 0, channel.size()));
            }
        }
        return mapped;
    }

    private static void touch(List<MappedByteBuffer> mapped) {
        long sum = 0;
        for (MappedByteBuffer buffer : mapped) {
            for (int at = 0; at < buffer.capacity(); at += PAGE) {
                sum += buffer.get(at);
            }
        }
        Sink.keep(sum);
    }
}
