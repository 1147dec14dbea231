package tinytorch.nn.spatial;

import java.util.Arrays;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;

/**
 * Rows of {@link Patches} for a window that moves by 1 and has a place for every pixel, as the 3 x 3 window with padding 1: what one of its elements
 * sees is the image itself, shifted. So one long copy does what many short ones would; where a line runs over into the next, the padding's zeros are
 * put in afterwards. On a layer of 16 x 16 pixels that is several times as fast.
 */
final class ShiftedPlane {
    private ShiftedPlane() {
    }

    /** What an element of the window sees at every place. */
    static void gather(Axis down, Axis across, int ky, int kx, float[] image, int plane, float[] row, int at) {
        int size = down.length() * across.length();
        int start = start(down, across, ky, kx);
        int length = length(down, across, ky, kx);
        Arrays.fill(row, at, at + start, 0);
        if (length > 0) {
            System.arraycopy(image, plane + pixel(down, across, ky, kx), row, at + start, length);
            clearEdges(down, across, ky, kx, row, at);
        }
        Arrays.fill(row, at + start + length, at + size, 0);
    }

    /** The same backwards: adds every number to its pixel, and clears those in the padding. */
    static void scatter(Axis down, Axis across, int ky, int kx, float[] row, int at, float[] image, int plane) {
        int length = length(down, across, ky, kx);
        if (length > 0) {
            clearEdges(down, across, ky, kx, row, at);
            int pixel = plane + pixel(down, across, ky, kx);
            Kernels.active().binary(BinaryOp.ADD, length, image, pixel, 1, row, at + start(down, across, ky, kx), 1, image, pixel, 1);
        }
    }

    /** The first place that is not in the padding; 0 if all are. */
    private static int start(Axis down, Axis across, int ky, int kx) {
        return length(down, across, ky, kx) == 0 ? 0 : down.first(ky) * across.length() + across.first(kx);
    }

    /** How many places there are from that one to the last that is not in the padding. */
    private static int length(Axis down, Axis across, int ky, int kx) {
        boolean seesNothing = down.first(ky) == down.end(ky) || across.first(kx) == across.end(kx);
        return seesNothing ? 0 : (down.end(ky) - 1 - down.first(ky)) * across.length() + across.end(kx) - across.first(kx);
    }

    /** The pixel that the element sees at the first place. */
    private static int pixel(Axis down, Axis across, int ky, int kx) {
        return down.index(down.first(ky), ky) * across.length() + across.index(across.first(kx), kx);
    }

    /** Zeros at the places where the element is in the padding left or right of the image. */
    private static void clearEdges(Axis down, Axis across, int ky, int kx, float[] row, int at) {
        int width = across.length();
        int first = across.first(kx);
        int end = across.end(kx);
        if (first == 0 && end == width) {
            return;
        }
        for (int px = 0; px < width; px++) {
            if (px < first || px >= end) {
                int last = at + down.end(ky) * width;
                for (int i = at + down.first(ky) * width + px; i < last; i += width) {
                    row[i] = 0;
                }
            }
        }
    }
}
