package tinytorch.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import tinytorch.data.source.DataException;

/** How the bytes of a file are held while a dataset reads them. */
public enum Storage {
    /** Read once, whole, into the Java heap. The first read waits for the disk, all others are as fast as memory. */
    MEMORY {
        @Override
        ByteBuffer read(Path file) throws IOException {
            return ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer();
        }
    },
    /**
     * Mapped into the address space: nothing is read until a byte of it is looked at, then the operating system brings the page it is
     * in (4 KiB) and a few after it. Pages that are not used can be thrown away again, so that a file may be larger than the memory.
     */
    MAPPED {
        @Override
        ByteBuffer read(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                return channel.map(MapMode.READ_ONLY, 0, channel.size()); // stays valid when the channel is closed
            }
        }
    };

    abstract ByteBuffer read(Path file) throws IOException;

    /**
     * The bytes of a file that must have exactly so many.
     *
     * @throws DataException if it is missing, can't be read or has another length; the message names the file and both lengths
     */
    ByteBuffer open(Path file, long size) throws DataException {
        try {
            if (Files.size(file) != size) {
                throw new DataException("%s is damaged: it has %,d bytes instead of %,d. 'tito data get' brings it again.".formatted(file, Files.size(file), size));
            }
            return read(file);
        } catch (DataException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new DataException("There is no file " + file + ". 'tito data get' brings it.", e);
        } catch (IOException e) {
            throw new DataException("Can't read " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
