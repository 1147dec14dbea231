package tinytorch.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import tinytorch.tensor.Shape;

/**
 * Pictures of ten shapes and patterns that this class draws itself, of the form of CIFAR-10: for programs that have to show something
 * where there is no CIFAR-10. They are no photographs, so nothing is proved with them; their name says so.
 *
 * <p>Place, size, both colours and the noise are random; only the class is not. Picture i shows class {@code i % 10} and is drawn with
 * {@code SplitMix.of(seed, i)}: the same seed gives the same pictures, and a longer dataset begins with those of a shorter one.
 */
public final class GeneratedPictures {
    /** What the dataset is called. */
    public static final String NAME = "generated";
    /** The names of the classes. */
    public static final List<String> CLASSES = Arrays.stream(Figure.values()).map(figure -> figure.name().toLowerCase(Locale.ROOT)).toList();

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int NOISE = 24;
    private static final int CONTRAST = 150;

    private GeneratedPictures() {
    }

    /** What is inside and what outside, at a point (x, y) in units of the figure's size from its middle. */
    private enum Figure {
        DISC {
            @Override
            boolean inside(double x, double y) {
                return x * x + y * y < 1;
            }
        },
        RING {
            @Override
            boolean inside(double x, double y) {
                double square = x * x + y * y;
                return square < 1 && square > 0.4;
            }
        },
        SQUARE {
            @Override
            boolean inside(double x, double y) {
                return Math.max(Math.abs(x), Math.abs(y)) < 0.85;
            }
        },
        FRAME {
            @Override
            boolean inside(double x, double y) {
                double far = Math.max(Math.abs(x), Math.abs(y));
                return far < 0.95 && far > 0.55;
            }
        },
        TRIANGLE {
            @Override
            boolean inside(double x, double y) {
                return y < 0.8 && y > 2 * Math.abs(x) - 1;
            }
        },
        CROSS {
            @Override
            boolean inside(double x, double y) {
                return Math.min(Math.abs(x), Math.abs(y)) < 0.3 && Math.max(Math.abs(x), Math.abs(y)) < 1;
            }
        },
        ROWS {
            @Override
            boolean inside(double x, double y) {
                return Math.floorMod((int) Math.floor(y / 0.4), 2) == 0;
            }
        },
        COLUMNS {
            @Override
            boolean inside(double x, double y) {
                return Math.floorMod((int) Math.floor(x / 0.4), 2) == 0;
            }
        },
        DIAGONALS {
            @Override
            boolean inside(double x, double y) {
                return Math.floorMod((int) Math.floor((x + y) / 0.6), 2) == 0;
            }
        },
        CHEQUERS {
            @Override
            boolean inside(double x, double y) {
                return Math.floorMod((int) Math.floor(x / 0.5) + (int) Math.floor(y / 0.5), 2) == 0;
            }
        };

        abstract boolean inside(double x, double y);
    }

    /** So many pictures; a tenth shows each class. */
    public static ImageDataset of(long seed, int count) {
        Figure[] figures = Figure.values();
        byte[][] pictures = new byte[count][];
        for (int i = 0; i < count; i++) {
            pictures[i] = draw(figures[i % figures.length], SplitMix.of(seed, i));
        }
        return new ImageDataset(NAME, CLASSES, Shape.of(CHANNELS, SIDE, SIDE), new Drawn(pictures));
    }

    /** The pictures' bytes; the class follows from the place. */
    private record Drawn(byte[][] pictures) implements RawImages {

        @Override
        public int size() {
            return pictures.length;
        }

        @Override
        public int label(int index) {
            return index % CLASSES.size();
        }

        @Override
        public void pixels(int index, byte[] out) {
            System.arraycopy(pictures[index], 0, out, 0, out.length);
        }
    }

    private static byte[] draw(Figure figure, RandomGenerator random) {
        double size = random.nextDouble(7, 13);
        double left = random.nextDouble(size * 0.7, SIDE - size * 0.7);
        double top = random.nextDouble(size * 0.7, SIDE - size * 0.7);
        int[] ground = colour(random);
        int[] ink = colour(random);
        while (distance(ground, ink) < CONTRAST) {
            ink = colour(random);
        }
        byte[] picture = new byte[CHANNELS * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int[] colour = figure.inside((x - left) / size, (y - top) / size) ? ink : ground;
                for (int c = 0; c < CHANNELS; c++) {
                    picture[(c * SIDE + y) * SIDE + x] = (byte) Math.clamp(colour[c] + random.nextInt(-NOISE, NOISE + 1), 0, 255);
                }
            }
        }
        return picture;
    }

    private static int[] colour(RandomGenerator random) {
        return new int[] {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
    }

    private static int distance(int[] a, int[] b) {
        return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
    }
}
