package tinytorch.compress.quant;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.Window;

/** What a window sees at its places on an image of bytes, a panel of places at a time: the right operand of a convolution's product. */
final class BytePatches {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private final int channels;
    private final int height;
    private final int width;
    private final Window down;
    private final Window across;
    /** Where element (c, ky, kx) of the window lies in the padded image while it is at place (0, 0), and how far place (py, px) is from there. */
    private final int[] elements;
    private final int[] places;

    BytePatches(int channels, int height, int width, Convolution convolution) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.down = convolution.height();
        this.across = convolution.width();
        this.elements = new int[channels * down.size() * across.size()];
        for (int i = 0; i < elements.length; i++) {
            int kx = i % across.size();
            int ky = i / across.size() % down.size();
            int c = i / across.size() / down.size();
            elements[i] = (c * paddedHeight() + ky * down.dilation()) * paddedWidth() + kx * across.dilation();
        }
        this.places = new int[placesDown() * placesAcross()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / placesAcross() * down.stride() * paddedWidth() + i % placesAcross() * across.stride();
        }
    }

    int placesDown() {
        return down.places(height);
    }

    int placesAcross() {
        return across.places(width);
    }

    private int paddedHeight() {
        return height + 2 * down.padding();
    }

    private int paddedWidth() {
        return width + 2 * across.padding();
    }

    int paddedSize() {
        return channels * paddedHeight() * paddedWidth();
    }

    /** How many places the window has. */
    int count() {
        return places.length;
    }

    /**
     * The image with a border, whose bytes stand for 0: that is the zero point, not the byte 0.
     *
     * @param image  (channels, height, width), from {@code at} on
     * @param padded room for {@link #paddedSize} bytes
     */
    void pad(byte[] image, int at, int zero, byte[] padded) {
        // tito:begin compress.conv
        Arrays.fill(padded, 0, paddedSize(), (byte) zero);
        for (int line = 0; line < channels * height; line++) {
            int row = line / height * paddedHeight() + line % height + down.padding();
            System.arraycopy(image, at + line * width, padded, row * paddedWidth() + across.padding(), width);
        }
        // tito:end
    }

    /** Copies what the window sees at places {@code first} to {@code first + count - 1} into a panel: element i of place j at {@code i * width + j}. */
    void panel(byte[] padded, int first, int count, byte[] panel, int panelWidth) {
        int run = across.stride() == 1 ? placesAcross() : 1;
        int j = 0;
        while (j < count) {
            // Neighbours in the image as long as the places are neighbours in a line.
            int place = first + j;
            int length = Math.min(count - j, run - place % run);
            for (int i = 0; i < elements.length; i++) {
                copy(padded, elements[i] + places[place], panel, i * panelWidth + j, length);
            }
            j += length;
        }
    }

    /** Eight bytes at a time, then one: most runs are a line of a small image, too short for {@code System.arraycopy}. */
    private static void copy(byte[] from, int fromAt, byte[] to, int toAt, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            LONGS.set(to, toAt + i, (long) LONGS.get(from, fromAt + i));
        }
        for (; i < length; i++) {
            to[toAt + i] = from[fromAt + i];
        }
    }
}
