package tinytorch.nn.spatial;

import static tinytorch.nn.spatial.Cases.layouts;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("spatial.im2col")
class PatchesTest {
    private static final Window TWO = Window.of(2);

    @Test
    void everyColumnIsWhatTheWindowSeesAtOnePlace() {
        Tensor x = tensor(shape(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);
        check("Patches.im2col", x).because("column 0 is the upper left window 1, 2, 4, 5; row 0 is the upper left element of every window")
                .gives(() -> values(Patches.im2col(x, TWO, TWO)), Values.of(new double[] {1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9}, 1, 4, 4));
    }

    @Test
    void thePaddingIsZero() {
        Tensor x = tensor(shape(1, 1, 1, 3), 1, 2, 3);
        check("Patches.im2col", x).because("element 0 sees the padding at the first place, element 2 at the last")
                .gives(() -> values(Patches.im2col(x, Window.of(1), Window.of(3).padding(1))),
                        Values.of(new double[] {0, 1, 2, 1, 2, 3, 2, 3, 0}, 1, 3, 3));
        check("Patches.im2col", x).because("the same with a stride")
                .gives(() -> values(Patches.im2col(x, Window.of(1), Window.of(3).padding(2).stride(2))),
                        Values.of(new double[] {0, 1, 3, 0, 2, 0, 1, 3, 0}, 1, 3, 3));
    }

    @Test
    void theRowsGoThroughChannelsFirst() {
        Tensor x = tensor(shape(1, 2, 1, 2), 1, 2, 10, 20);
        check("Patches.im2col", x).because("rows: channel 0 element 0, channel 0 element 1, channel 1 element 0, channel 1 element 1")
                .gives(() -> values(Patches.im2col(x, Window.of(1), TWO)), Values.of(new double[] {1, 2, 10, 20}, 1, 4, 1));
    }

    @Test
    void everyImageHasItsOwnMatrix() {
        Tensor x = counting(3, 1, 1, 2).narrow(0, 1, 2);
        check("Patches.im2col", x).because("images 1 and 2 of three, inside of a larger array")
                .gives(() -> values(Patches.im2col(x, Window.of(1), TWO)),
                Values.of(new double[] {2, 3, 4, 5}, 2, 2, 1));
    }

    @Test
    void col2imAddsEveryEntryToItsPixel() {
        Tensor ones = tensor(shape(1, 4, 4), Arrays.stream(new double[16]).map(_ -> 1).toArray());
        check("Patches.col2im", ones).because("the middle pixel of 3 x 3 is seen by four windows of 2 x 2, a corner by one")
                .gives(() -> values(Patches.col2im(ones, 1, 3, 3, TWO, TWO)), Values.of(new double[] {1, 2, 1, 2, 4, 2, 1, 2, 1}, 1, 1, 3, 3));
        Tensor g = tensor(shape(1, 3, 3), 100, 1, 2, 3, 4, 5, 6, 7, 100);
        check("Patches.col2im", g).because("what is in the padding (100) belongs to no pixel: 1 + 3, then 2 + 4 + 6, then 5 + 7")
                .gives(() -> values(Patches.col2im(g, 1, 1, 3, Window.of(1), Window.of(3).padding(1))),
                        Values.of(new double[] {4, 12, 12}, 1, 1, 1, 3));
    }

    /** {@code <im2col(x), g> = <x, col2im(g)>} for random x and g, every window that fits a grid of settings. */
    @Test
    void col2imIsTheTransposeOfIm2col() {
        for (int i = 0; i < 3 * 2 * 3 * 2; i++) {
            Window down = new Window(1 + i % 3, 1 + i / 3 % 2, i / 6 % 3, 1 + i / 18);
            Window across = new Window(3 - i % 3, 2 - i / 3 % 2, 2 - i / 6 % 3, 1 + i / 18);
            Tensor x = random(i, 2, 3, 5, 7);
            Tensor matrices = check("Patches.im2col, " + down + " by " + across, x).run(() -> Patches.im2col(x, down, across));
            Tensor g = random(i + 100, matrices.dims());
            Check check = check("Patches.col2im, " + down + " by " + across, g);
            Tensor back = check.run(() -> Patches.col2im(g, 3, 5, 7, down, across));
            double left = product(matrices, g);
            double right = product(x, back);
            check.because("the sum of products is the same on both sides: every entry goes back to where it came from")
                    .holds(Math.abs(left - right) < 1e-3, "<im2col(x), g> = <x, col2im(g)>", left + " and " + right);
        }
    }

    private static double product(Tensor a, Tensor b) {
        double[] x = Reference.doubles(a);
        double[] y = Reference.doubles(b);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** Every entry against the definition, for windows on a small image. */
    @Test
    @LookAt("Patches.of")
    void agreesWithTheDefinition() {
        for (int i = 0; i < 4 * 3 * 4 * 2; i++) {
            Window down = new Window(1 + i % 4, 1 + i / 4 % 3, i / 12 % 4, 1 + i / 48);
            Window across = new Window(1 + (i + 2) % 4, 1 + i / 4 % 2, (i / 12 + 1) % 4, 1 + i / 48);
            if (Reference.places(down, 4) > 0 && Reference.places(across, 5) > 0) {
                Tensor x = random(i, 2, 2, 4, 5);
                check("Patches.im2col, " + down + " by " + across, x).within(Tolerance.EXACT)
                        .gives(() -> values(Patches.im2col(x, down, across)), expected(x, down, across));
            }
        }
    }

    private static Values expected(Tensor x, Window down, Window across) {
        int oh = Reference.places(down, x.dim(2));
        int ow = Reference.places(across, x.dim(3));
        int rows = x.dim(1) * down.size() * across.size();
        double[] all = new double[x.dim(0) * rows * oh * ow];
        for (int i = 0; i < all.length; i++) {
            int row = i / (oh * ow) % rows;
            int iy = i / ow % oh * down.stride() + row / across.size() % down.size() * down.dilation() - down.padding();
            int ix = i % ow * across.stride() + row % across.size() * across.dilation() - across.padding();
            boolean inside = 0 <= iy && iy < x.dim(2) && 0 <= ix && ix < x.dim(3);
            all[i] = inside ? x.get(i / (oh * ow * rows), row / (down.size() * across.size()), iy, ix) : 0;
        }
        return Values.of(all, x.dim(0), rows, oh * ow);
    }

    @Test
    @LookAt({"Patches.placeOffsets", "Patches.rowOffsets", "Patches.of"})
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("unfold")) {
            Tensor x = tensor(c.inputs().get(0));
            Tensor g = tensor(c.inputs().get(1));
            check("Patches.im2col, " + c.name(), x).because("torch.nn.functional.unfold gives this")
                    .gives(() -> values(Patches.im2col(x, Cases.window(c, 0), Cases.window(c, 1))), c.outputs().get(0));
            check("Patches.col2im, " + c.name(), g).because("torch.nn.functional.fold gives this")
                    .gives(() -> values(Patches.col2im(g, x.dim(1), x.dim(2), x.dim(3), Cases.window(c, 0), Cases.window(c, 1))), c.outputs().get(1));
        }
    }

    /** The padded image is a scratch that the next image finds as the last one left it. */
    @Test
    void overwritesWhatTheScratchHeld() {
        for (Window window : new Window[] {Window.of(3).padding(1), Window.of(3).padding(2), Window.of(2).stride(2).padding(1)}) {
            Tensor x = counting(1, 2, 4, 4);
            Values expected = check("Patches.im2col", x).run(() -> values(Patches.im2col(x, window, window)));
            Tensor g = Tensor.ones(1, expected.shape()[1], expected.shape()[2]);
            Values image = check("Patches.col2im", g).run(() -> values(Patches.col2im(g, 2, 4, 4, window, window)));
            Patches patches = Check.call("Patches").run(() -> new Patches(2, 4, 4, window, window));
            float[] padded = new float[patches.paddedSize()];
            check("Patches.of with a used scratch", x).because("zeros have to be written too").gives(() -> {
                Arrays.fill(padded, Float.NaN);
                float[] matrix = new float[expected.data().length];
                patches.of(x.data(), 0, padded).copyTo(matrix, 0);
                return Values.of(matrix, expected.shape());
            }, expected);
            check("Patches.col2im with a used scratch", g).because("the sums have to start at 0").gives(() -> {
                Arrays.fill(padded, Float.NaN);
                float[] pixels = new float[x.size()];
                patches.col2im(g.data(), 0, padded, pixels, 0);
                return Values.of(pixels, 1, 2, 4, 4);
            }, image);
        }
    }

    @Test
    void readsEveryMemoryLayoutAndLeavesItAsItWas() {
        Window window = Window.of(3).padding(1);
        Tensor x = random(1, 2, 2, 3, 4);
        Tensor g = random(2, 2, 18, 12);
        Values matrices = check("Patches.im2col", x).run(() -> values(Patches.im2col(x, window, window)));
        Values images = check("Patches.col2im", g).run(() -> values(Patches.col2im(g, 2, 3, 4, window, window)));
        for (Tensor view : layouts(x)) {
            check("Patches.im2col", view).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(Patches.im2col(view, window, window)), matrices);
        }
        for (Tensor view : layouts(g)) {
            check("Patches.col2im", view).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(Patches.col2im(view, 2, 3, 4, window, window)), images);
        }
        check("Patches.col2im", g).because("the given matrices are not a scratch").gives(() -> values(g), values(random(2, 2, 18, 12)));
    }

    @Test
    void refusesWhatDoesNotFit() {
        Tensor x = random(1, 1, 1, 3, 3);
        check("Patches.im2col", x).run(() -> Patches.im2col(x, TWO, TWO));
        check("Patches.im2col", x).refuses(ShapeException.class, () -> Patches.im2col(x, Window.of(4), TWO), "3 x 3", "window");
        Tensor image = random(1, 1, 3, 3);
        check("Patches.im2col", image).refuses(ShapeException.class, () -> Patches.im2col(image, TWO, TWO), "im2col", "(1, 3, 3)");
        Tensor matrices = random(1, 1, 4, 5);
        check("Patches.col2im", matrices)
                .refuses(ShapeException.class, () -> Patches.col2im(matrices, 1, 3, 3, TWO, TWO), "col2im", "(N, 4, 4)", "(1, 4, 5)");
    }
}
