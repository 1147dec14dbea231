package tinytorch.data.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import tinytorch.data.GeneratedPictures;
import tinytorch.data.ImageDataset;

/** Files in the form of CIFAR-10's, with generated pictures, in a folder that is deleted in the end: the lab needs no dataset. */
record PictureFiles(Path folder, List<Path> files) implements AutoCloseable {
    static final int PIXELS = 3 * 32 * 32;
    static final int RECORD = 1 + PIXELS;
    /** Records of a file. */
    static final int RECORDS = 10_000;

    private static final int DIFFERENT = 1_000;

    /** So many files; {@link FileChannel#force} makes sure that the disk has them. */
    static PictureFiles create(int count) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(RECORDS * RECORD);
        ImageDataset pictures = GeneratedPictures.of(1, DIFFERENT);
        for (int i = 0; i < RECORDS; i++) {
            content.put((byte) pictures.label(i % DIFFERENT));
            for (float pixel : pictures.get(i % DIFFERENT).input().data()) {
                content.put((byte) Math.round(255 * pixel));
            }
        }
        Path folder = Files.createTempDirectory("tinytorch-lab");
        List<Path> files = new ArrayList<>();
        for (int f = 1; f <= count; f++) {
            Path file = folder.resolve("pictures_" + f + ".bin");
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.rewind();
                while (content.hasRemaining()) {
                    out.write(content);
                }
                out.force(true);
            }
            files.add(file);
        }
        return new PictureFiles(folder, files);
    }

    long bytes() {
        return (long) files.size() * RECORDS * RECORD;
    }

    int pictures() {
        return files.size() * RECORDS;
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
