package tinytorch.nn.spatial;

import static tinytorch.nn.spatial.Cases.layouts;
import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.Transform;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("spatial.augment")
class AugmentTest {
    private final Tensor image = tensor(shape(2, 2, 3), 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60);

    /** Draws these numbers in turn, whatever it is asked for. */
    private static RandomGenerator drawing(double... numbers) {
        return new RandomGenerator() {
            private int next;

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("nextInt or nextDouble is expected");
            }

            @Override
            public double nextDouble() {
                return numbers[next++];
            }

            @Override
            public int nextInt(int bound) {
                return (int) numbers[next++];
            }
        };
    }

    private void gives(String name, Transform transform, RandomGenerator random, String why, double... expected) {
        check(name, image).because(why).gives(() -> values(transform.apply(image, random)), Values.of(expected, 2, 2, 3));
    }

    @Test
    void aFlipMirrorsLeftAndRight() {
        gives("HorizontalFlip(0.5).apply", new HorizontalFlip(0.5), drawing(0.49), "0.49 < 0.5: mirrored", 3, 2, 1, 6, 5, 4, 30, 20, 10, 60, 50, 40);
        gives("HorizontalFlip(0.5).apply", new HorizontalFlip(0.5), drawing(0.5), "0.5 is not below 0.5: as it is", 1, 2, 3, 4, 5, 6, 10, 20, 30, 40,
                50, 60);
    }

    @Test
    void halfOfManyFlipsMirror() {
        RandomGenerator random = new SplittableRandom(1);
        int mirrored = 0;
        for (int i = 0; i < 1000; i++) {
            Tensor result = check("HorizontalFlip(0.25).apply", image).run(() -> new HorizontalFlip(0.25).apply(image, random));
            mirrored += result.get(0, 0, 0) == 3 ? 1 : 0;
        }
        Check.call("HorizontalFlip(0.25).apply, 1000 times").holds(mirrored > 200 && mirrored < 300, "about 250 are mirrored", mirrored);
    }

    @Test
    void aCropMovesTheImageAndFillsWithZeros() {
        gives("PaddedCrop(1).apply", new PaddedCrop(1), drawing(1, 1), "top and left equal to the padding: the image itself", 1, 2, 3, 4, 5, 6, 10,
                20, 30, 40, 50, 60);
        gives("PaddedCrop(1).apply", new PaddedCrop(1), drawing(1, 2), "one pixel further right is cut out: the image moves left", 2, 3, 0, 5, 6, 0,
                20, 30, 0, 50, 60, 0);
        gives("PaddedCrop(1).apply", new PaddedCrop(1), drawing(0, 1), "the line above is padding: the image moves down", 0, 0, 0, 1, 2, 3, 0, 0, 0,
                10, 20, 30);
        gives("PaddedCrop(2).apply", new PaddedCrop(2), drawing(3, 0), "first the top is drawn, then the left", 0, 0, 4, 0, 0, 0, 0, 0, 40, 0, 0, 0);
        gives("PaddedCrop(5).apply", new PaddedCrop(5), drawing(0, 10), "nothing of the image is left", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aCropReachesEveryCorner() {
        RandomGenerator random = new SplittableRandom(1);
        boolean[] seen = new boolean[25];
        for (int i = 0; i < 500; i++) {
            Tensor result = check("PaddedCrop(2).apply", image).run(() -> new PaddedCrop(2).apply(counting(1, 9, 9).add(1), random));
            int middle = (int) result.get(0, 4, 4) - 1;
            seen[(middle / 9 - 2) * 5 + middle % 9 - 2] = true;
        }
        for (int i = 0; i < 25; i++) {
            Check.call("PaddedCrop(2).apply, 500 times").because("from -2 to +2 in both directions, both ends included")
                    .holds(seen[i], "moved by " + (i / 5 - 2) + ", " + (i % 5 - 2), "never");
        }
    }

    @Test
    void cutoutClearsASquareInAllChannels() {
        gives("Cutout(1).apply", new Cutout(1), drawing(1, 2), "row 1, column 2", 1, 2, 3, 4, 5, 0, 10, 20, 30, 40, 50, 0);
        gives("Cutout(2).apply", new Cutout(2), drawing(1, 2), "from 1 - 1 to 2 and from 2 - 1 to 3", 1, 0, 0, 4, 0, 0, 10, 0, 0, 40, 0, 0);
        gives("Cutout(2).apply", new Cutout(2), drawing(0, 0), "what is outside of the image is cut off", 0, 2, 3, 4, 5, 6, 0, 20, 30, 40, 50, 60);
        gives("Cutout(9).apply", new Cutout(9), drawing(0, 1), "larger than the image", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void normalizeTakesAwayTheMeanAndDividesByTheDeviation() {
        Normalize normalize = new Normalize(List.of(1f, 10f), List.of(2f, 10f));
        gives("Normalize.apply", normalize, null, "(x - 1) / 2 in channel 0, (x - 10) / 10 in channel 1", 0, 0.5, 1, 1.5, 2, 2.5, 0, 1, 2, 3, 4, 5);
        Tensor batch = image.unsqueeze(0);
        check("Normalize.apply", batch).because("a batch at once").equal(() -> normalize.apply(batch, null).shape().toString(), "(1, 2, 2, 3)");
        check("Normalize.apply", image).because("the images have two channels")
                .refuses(ShapeException.class, () -> Normalize.CIFAR10.apply(image, null), "3 channels", "(2, 2, 3)");
    }

    @Test
    void theGivenImageStaysAsItWas() {
        Values before = values(image);
        for (Transform transform : List.of(new HorizontalFlip(1), new PaddedCrop(1), new Cutout(2),
                new Normalize(List.of(1f, 1f), List.of(2f, 2f)))) {
            check(transform + ".apply", image).run(() -> transform.apply(image, new SplittableRandom(1)));
            check(transform + ".apply", image).because("it is the dataset's: the next epoch needs it again").gives(() -> values(image), before);
        }
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 2, 4, 5);
        for (Transform transform : List.of(new HorizontalFlip(1), new PaddedCrop(2), new Cutout(2),
                new Normalize(List.of(1f, 1f), List.of(2f, 2f)))) {
            Values expected = check(transform + ".apply", x).run(() -> values(transform.apply(x, new SplittableRandom(5))));
            for (Tensor view : layouts(x)) {
                check(transform + ".apply", view).because("a view must give what its contiguous copy gives, and the same seed the same choice")
                        .gives(() -> values(transform.apply(view, new SplittableRandom(5))), expected);
            }
        }
    }

    @Test
    void refusesABatchWhereAnImageIsExpected() {
        Tensor batch = random(1, 2, 3, 4, 4);
        check("Cutout(1).apply", image).run(() -> new Cutout(1).apply(image, drawing(0, 0)));
        for (Transform transform : List.of(new HorizontalFlip(0.5), new PaddedCrop(1), new Cutout(1))) {
            check(transform + ".apply", batch).because("all images would get the same choice").refuses(ShapeException.class,
                    () -> transform.apply(batch, new SplittableRandom(1)), "one image (C, H, W)", "(2, 3, 4, 4)");
        }
    }
}
