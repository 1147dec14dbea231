package tinytorch.nn.spatial.picture;

import java.io.IOException;
import java.nio.file.Path;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.report.Canvas;

/** Many small images side by side: the filters of a layer, or what they see. */
public final class Sheet {
    private static final int GAP = 2;
    /** A tile is enlarged to about this many pixels. */
    private static final int TILE = 48;

    private Sheet() {
    }

    /**
     * The kernels of a network's first convolution, (O, 3, kh, kw) in colour or (O, 1, kh, kw) in grey. 0 is in the middle between black and white;
     * the largest weight of each kernel, positive or negative, takes the whole range.
     */
    public static void filters(Path file, Tensor weight) throws IOException {
        requireRank(4, weight);
        Tensor[] tiles = new Tensor[weight.dim(0)];
        for (int i = 0; i < tiles.length; i++) {
            Tensor kernel = weight.detach().select(0, i);
            float largest = Math.max(kernel.max().item(), -kernel.min().item());
            tiles[i] = largest == 0 ? kernel.add(0.5f) : kernel.div(2 * largest).add(0.5f);
        }
        write(file, tiles);
    }

    /** The feature maps (C, H, W) of one image behind some layer, in grey: of each the smallest number is black, the largest white. */
    public static void featureMaps(Path file, Tensor maps) throws IOException {
        requireRank(3, maps);
        Tensor[] tiles = new Tensor[maps.dim(0)];
        for (int i = 0; i < tiles.length; i++) {
            Tensor map = maps.detach().narrow(0, i, 1);
            float low = map.min().item();
            float range = map.max().item() - low;
            tiles[i] = range == 0 ? Tensor.zeros(map.dims()) : map.sub(low).div(range);
        }
        write(file, tiles);
    }

    /** Tiles with numbers from 0 to 1, in rows of about as many as there are rows. */
    private static void write(Path file, Tensor[] tiles) throws IOException {
        int columns = (int) Math.ceil(Math.sqrt(tiles.length));
        int rows = Math.ceilDiv(tiles.length, columns);
        int scale = Math.max(1, Math.ceilDiv(TILE, tiles[0].dim(2)));
        int wide = tiles[0].dim(2) * scale + GAP;
        int high = tiles[0].dim(1) * scale + GAP;
        Canvas canvas = new Canvas(columns * wide + GAP, rows * high + GAP);
        for (int i = 0; i < tiles.length; i++) {
            image(canvas, tiles[i], GAP + i % columns * wide, GAP + i / columns * high, scale, 0, 1);
        }
        canvas.write(file);
    }

    /**
     * An image (1, H, W), grey, or (3, H, W), in colour, every pixel as a square.
     *
     * @param low  this number becomes black
     * @param high this one white
     */
    static void image(Canvas canvas, Tensor image, int left, int top, int scale, float low, float high) {
        if (image.rank() != 3 || image.dim(0) != 1 && image.dim(0) != 3) {
            throw new ShapeException("Sheet.image: needs (1, H, W) or (3, H, W), got " + image.shape() + ".");
        }
        for (int y = 0; y < image.dim(1); y++) {
            for (int x = 0; x < image.dim(2); x++) {
                int colour = 0;
                for (int c = 0; c < 3; c++) {
                    colour = colour << 8 | level(image.get(Math.min(c, image.dim(0) - 1), y, x), low, high);
                }
                canvas.rectangle(left + x * scale, top + y * scale, scale, scale, colour);
            }
        }
    }

    /** From 0 to 255. */
    private static int level(float value, float low, float high) {
        return high > low ? Math.clamp(Math.round(255 * (value - low) / (high - low)), 0, 255) : 127;
    }

    private static void requireRank(int rank, Tensor tensor) {
        if (tensor.rank() != rank || tensor.size() == 0) {
            throw new ShapeException("Sheet: needs " + (rank == 4 ? "kernels (O, C, kh, kw)" : "feature maps (C, H, W)") + ", got " + tensor.shape()
                    + ".");
        }
    }
}
