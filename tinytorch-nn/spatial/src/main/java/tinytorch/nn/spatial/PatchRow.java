package tinytorch.nn.spatial;

import java.util.Arrays;

/** One row of {@link Patches}: one element of the window, in one channel, while the window moves over the whole image. */
final class PatchRow {
    private PatchRow() {
    }

    /**
     * Writes what element (ky, kx) of the window sees in a channel at every place (py, px), in row-major order.
     *
     * <p>The places from {@link Axis#first} to {@link Axis#end} see pixels, those before and after see padding: so fill with zeros, copy, fill with
     * zeros, without a test at every pixel. With a stride of 1 a line of pixels is copied as a whole ({@link System#arraycopy}). If the window has as
     * many places as there are pixels ({@link Axis#isShift}), {@link ShiftedPlane#gather} does all lines in one go: nothing else has to be done then.
     *
     * @param image where the pixels are
     * @param plane where the channel's first pixel is; pixel (y, x) is at {@code plane + y * width + x}
     * @param at    where the row's first number goes
     */
    static void gather(Axis down, Axis across, int ky, int kx, float[] image, int plane, float[] matrix, int at) {
        // tito:begin spatial.im2col
        if (down.isShift() && across.isShift()) {
            ShiftedPlane.gather(down, across, ky, kx, image, plane, matrix, at);
            return;
        }
        int places = across.places();
        int first = across.first(kx);
        int end = across.end(kx);
        Arrays.fill(matrix, at, at + down.first(ky) * places, 0);
        for (int py = down.first(ky); py < down.end(ky); py++) {
            int row = at + py * places;
            int pixel = plane + down.index(py, ky) * across.length() + across.index(first, kx);
            Arrays.fill(matrix, row, row + first, 0);
            if (across.stride() == 1) {
                System.arraycopy(image, pixel, matrix, row + first, end - first);
            } else {
                for (int px = first; px < end; px++, pixel += across.stride()) {
                    matrix[row + px] = image[pixel];
                }
            }
            Arrays.fill(matrix, row + end, row + places, 0);
        }
        Arrays.fill(matrix, at + down.end(ky) * places, at + down.places() * places, 0);
        // tito:end
    }

    /**
     * Brings a row back to where it came from: every number is added to the pixel that {@link #gather} would read, those in the padding are left out.
     * {@link ShiftedPlane#scatter} does it in one go if the window has as many places as there are pixels.
     */
    static void scatter(Axis down, Axis across, int ky, int kx, float[] matrix, int at, float[] image, int plane) {
        // tito:begin spatial.im2col
        if (down.isShift() && across.isShift()) {
            ShiftedPlane.scatter(down, across, ky, kx, matrix, at, image, plane);
            return;
        }
        int first = across.first(kx);
        int end = across.end(kx);
        for (int py = down.first(ky); py < down.end(ky); py++) {
            int row = at + py * across.places();
            int pixel = plane + down.index(py, ky) * across.length() + across.index(first, kx);
            for (int px = first; px < end; px++, pixel += across.stride()) {
                image[pixel] += matrix[row + px];
            }
        }
        // tito:end
    }
}
