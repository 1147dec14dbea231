package tinytorch.kernels.dispatch;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tinytorch.autograd.Autograd;
import tinytorch.autograd.GradientCheck;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.attention.MaskedSoftmax;
import tinytorch.text.transformer.LayerNormalization;
import tinytorch.text.transformer.TokenLoss;
import tinytorch.train.CrossEntropyLoss;

/**
 * Operations that the vector kernels have as a whole give what the operations themselves give on the plain loops, within 1e-5 for each number of a row: result and gradients, on views too. The build runs
 * this with vectors of 128, 256 and 512 bits, on one thread and on several.
 */
class DispatcherTest {
    private static final List<String> FAST = List.of("vector", "ladder");
    /** Rows of one number, of fewer and more than fill vectors, of several blocks; and enough to be shared. */
    private static final int[][] SHAPES = {{1, 1}, {3, 1}, {1, 13}, {5, 16}, {25, 65}, {2, 3, 33}, {3, 700}, {70, 130}, {300, 65}};
    /** With an epsilon that keeps rows of equal numbers from multiplying every rounding by 300, in the operation as well. */
    private static final DiffOp NORM = new LayerNormalization(0.1);

    @AfterEach
    void backToTheDefault() {
        Kernels.use("vector");
    }

    @Test
    void softmaxAndItsLogarithm() {
        for (int[] shape : SHAPES) {
            views(shape, x -> same(new Softmax(-1), x));
            views(shape, x -> same(new LogSoftmax(shape.length - 1), x));
            views(shape, x -> same(new Softmax(0), x));
            views(shape, x -> same(new LogSoftmax(0), x));
        }
    }

    @Test
    void maskedSoftmax() {
        for (int[] shape : SHAPES) {
            int n = shape[shape.length - 1];
            Tensor mask = random(5, shape).gt(0);
            Tensor keys = random(6, n).gt(-0.5f);
            views(shape, x -> same(new MaskedSoftmax(), x));
            views(shape, x -> same(new MaskedSoftmax(), x, mask));
            views(shape, x -> same(new MaskedSoftmax(), x, keys.expand(shape)));
            views(shape, x -> same(new MaskedSoftmax(), x, random(7, 2 * n).gt(0).slice(0, 0, 2 * n, 2).expand(shape)));
        }
    }

    @Test
    void whereNothingIsAllowedWeightsAreZero() {
        Tensor scores = random(1, 4, 19);
        scores.set(Float.NaN, 1, 7);
        scores.set(Float.NaN, 2, 7);
        Tensor mask = Tensor.ones(4, 19);
        for (int j = 0; j < 19; j++) {
            mask.set(0, 0, j);
            mask.set(j == 7 ? 0 : 1, 2, j);
            scores.set(Float.NEGATIVE_INFINITY, 3, j);
        }
        same(new MaskedSoftmax(), scores, mask);
        same(new MaskedSoftmax(), scores);
    }

    @Test
    void layerNorm() {
        for (int[] shape : SHAPES) {
            int n = shape[shape.length - 1];
            Tensor long1 = random(3, n + 2);
            views(shape, x -> same(NORM, x, random(2, n), random(3, n)));
            views(shape, x -> same(NORM, x, long1.narrow(0, 2, n), long1.narrow(0, 1, n)));
        }
    }

    @Test
    void crossEntropy() {
        for (int[] shape : SHAPES) {
            if (shape.length == 2) {
                Tensor classes = classes(shape[1], shape[0]);
                views(shape, z -> same(new CrossEntropyLoss(), z, classes));
                views(shape, z -> same(new CrossEntropyLoss(0.1), z, classes));
                views(shape, z -> same(new CrossEntropyLoss(0, 0), z, classes));
                classes.set(-100, 0);
                views(shape, z -> same(new CrossEntropyLoss(), z, classes));
            }
        }
        Tensor ids = classes(9, 3 * 5).reshape(3, 5);
        views(new int[] {3, 5, 9}, z -> same(new TokenLoss(), z, ids));
        views(new int[] {5, 3, 9}, z -> same(new TokenLoss(), z, ids.transpose()));
        views(new int[] {3, 5, 9}, z -> same(new TokenLoss(new CrossEntropyLoss(0.1)), z, ids));
    }

    @Test
    void infinitiesAndNaN() {
        for (float special : new float[] {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, -1e30f, 1e30f}) {
            Tensor x = random(1, 3, 37);
            x.set(special, 1, 5);
            x.set(special, 1, 36);
            for (int j = 0; j < 37; j++) {
                x.set(special, 2, j);
            }
            same(new Softmax(1), x);
            same(new LogSoftmax(1), x);
            same(new MaskedSoftmax(), x);
            same(new MaskedSoftmax(), x, random(5, 3, 37).gt(0));
            if (!Float.isFinite(special)) {   // beside 1e30 the loss itself loses log 37, the sweep does not
                same(new CrossEntropyLoss(), x, Tensor.of(1, 5, 2));
            }
        }
        Tensor x = random(1, 3, 37);
        x.set(Float.NaN, 1, 36);
        same(NORM, x, random(2, 37), random(3, 37));
    }

    @Test
    void activationsAsFusedChains() {
        views(new int[] {70, 130}, x -> same(new GELU(), x));
        views(new int[] {70, 130}, x -> same(new Sigmoid(), x));
    }

    @Test
    void whatHasNoNumbersIsLeftToTheOperation() {
        for (DiffOp op : List.of(new Softmax(-1), new LogSoftmax(-1), new MaskedSoftmax())) {
            same(op, Tensor.zeros(0, 5));
            same(op, Tensor.zeros(5, 0));
        }
        same(NORM, Tensor.zeros(0, 5), random(2, 5), random(3, 5));
    }

    @Test
    void mistakesAreRefusedAsEver() {
        Check.call("CrossEntropyLoss", "(2, 3)", "(3,)").refuses(ShapeException.class, () -> Tensor.apply(new CrossEntropyLoss(), random(1, 2, 3), classes(3, 3)), "CrossEntropyLoss");
        Check.call("CrossEntropyLoss", "class 3 of 3").refuses(IllegalArgumentException.class,
                () -> Tensor.apply(new CrossEntropyLoss(), random(1, 1, 3), Tensor.of(3)), "from 0 to 2");
        Check.call("TokenLoss", "(2, 3, 4)", "(3, 2)").refuses(ShapeException.class,
                () -> Tensor.apply(new TokenLoss(), random(1, 2, 3, 4), classes(4, 6).reshape(3, 2)), "TokenLoss");
        Check.call("Softmax", "axis 2 of (2, 3)").refuses(ShapeException.class, () -> Tensor.apply(new Softmax(2), random(1, 2, 3)), "2");
    }

    /** The bits of a sweep differ from those of the steps, so equal bits say that the sweep was asked. */
    @Test
    void autogradAsksTheDispatcher() {
        Tensor x = random(1, 40, 97).requiresGrad(true);
        Tensor g = random(2, 40, 97);
        Dispatcher dispatcher = new Dispatcher();
        Tensor y = Tensor.apply(NORM, x, Tensor.ones(97), Tensor.zeros(97));
        List<Tensor> in = List.of(x, Tensor.ones(97), Tensor.zeros(97));
        Check.call("Tensor.apply", NORM).within(Tolerance.EXACT).gives(() -> values(y), values(dispatcher.forward(NORM, in)));
        Check.call("Tensor.apply", NORM).equal(() -> Arrays.equals(y.toArray(), NORM.forward(in).toArray()), false);
        Autograd.backward(y, g);
        Check.call("Autograd.backward", NORM).within(Tolerance.EXACT).gives(() -> values(x.grad()), values(dispatcher.backward(NORM, g, y, in).getFirst()));
        Check.call("Autograd.backward", NORM).equal(() -> Arrays.equals(x.grad().toArray(), NORM.backward(g, y, in).getFirst().toArray()), false);
    }

    @Test
    void gradientsAreSlopes() {
        Tensor x = random(1, 3, 7);
        Tensor classes = Tensor.of(1, -100, 4);
        for (String kernels : FAST) {
            Kernels.use(kernels);
            slopes(new Softmax(-1), x);
            slopes(new LogSoftmax(-1), x);
            slopes(new MaskedSoftmax(), x);
            slopes(NORM, x, random(2, 7), random(3, 7));
            new GradientCheck("cross-entropy", new SplittableRandom(4)).check(in -> Tensor.apply(new CrossEntropyLoss(), in.getFirst(), classes), x);
            new GradientCheck("masked softmax", new SplittableRandom(4)).check(in -> Tensor.apply(new MaskedSoftmax(), in.getFirst(), random(5, 3, 7).gt(0)), x);
        }
    }

    private static void slopes(DiffOp op, Tensor... inputs) {
        new GradientCheck(op.toString(), new SplittableRandom(4)).check(in -> Tensor.apply(op, in.toArray(new Tensor[0])), inputs);
    }

    @Test
    void theBitsDoNotDependOnTheNumberOfThreads() {
        // Inside a loop everything runs on one thread, outside on all.
        Kernels vector = Kernels.active();
        List<Tensor> in = List.of(random(1, 300, 65), random(2, 65), random(3, 65));
        List<Tensor> loss = List.of(in.getFirst(), classes(65, 300));
        Tensor g = random(4, 300, 65);
        Supplier<List<Tensor>> work = () -> {
            List<Tensor> gradients = vector.backward(NORM, g, g, in);
            return List.of(gradients.get(0), gradients.get(1), gradients.get(2), vector.forward(new CrossEntropyLoss(), loss));
        };
        List<Tensor> shared = work.get();
        Tensor[] alone = new Tensor[shared.size()];
        vector.parallel(2, (from, to) -> {
            if (from == 0) {
                work.get().toArray(alone);
            }
        });
        for (int i = 0; i < alone.length; i++) {
            Tensor one = alone[i];
            Check.call("gradients of layer norm, then a loss", i).within(Tolerance.EXACT).gives(() -> values(one), values(shared.get(i)));
        }
    }

    /** Contiguous, transposed, from the middle of a larger tensor, every second number, and one number for a whole row. */
    private static void views(int[] shape, Consumer<Tensor> check) {
        int last = shape.length - 1;
        int n = shape[last];
        check.accept(random(1, shape));
        check.accept(random(1, with(shape, last, shape[0], 0, n)).transpose(0, last));
        check.accept(random(1, with(shape, 0, shape[0] + 2, last, n)).narrow(0, 2, shape[0]));
        check.accept(random(1, with(shape, 0, shape[0], last, n + 3)).narrow(last, 1, n));
        check.accept(random(1, with(shape, 0, shape[0], last, 2 * n)).slice(last, 0, 2 * n, 2));
        check.accept(random(1, with(shape, 0, shape[0], last, 1)).expand(shape));
    }

    private static int[] with(int[] shape, int axis, int length, int other, int otherLength) {
        int[] changed = shape.clone();
        changed[axis] = length;
        changed[other] = otherLength;
        return changed;
    }

    /** Result and gradients, on the plain loops and on the fast ones. */
    private static void same(DiffOp op, Tensor... inputs) {
        List<Tensor> in = List.of(inputs);
        Tolerance tolerance = new Tolerance(1e-5 * Math.max(1, inputs[0].dim(-1)), 0);
        Tensor expected = on("scalar", kernels -> kernels.forward(op, in));
        Tensor g = expected.rank() == 0 ? Tensor.scalar(-0.75f) : random(9, expected.dims()).transpose(0, -1).contiguous().transpose(0, -1);
        List<Tensor> gradients = on("scalar", kernels -> kernels.backward(op, g, expected, in));
        for (String name : FAST) {
            String call = name + " " + op + " of " + inputs[0].shape() + " with steps " + Arrays.toString(inputs[0].strides()) + " from " + inputs[0].offset();
            Check.call(call).within(tolerance).gives(() -> values(on(name, kernels -> kernels.forward(op, in))), values(expected));
            List<Tensor> actual = on(name, kernels -> kernels.backward(op, g, expected, in));
            Check.call(call).equal(actual::size, gradients.size());
            for (int i = 0; i < actual.size(); i++) {
                if (gradients.get(i) == null) {
                    Tensor none = actual.get(i);
                    Check.call(call + ", gradient", i).holds(none == null, "no gradient", none);
                } else {
                    Tensor gradient = actual.get(i);
                    Check.call(call + ", gradient", i).within(tolerance).gives(() -> values(gradient), values(gradients.get(i)));
                }
            }
        }
    }

    private static <T> T on(String name, Function<Kernels, T> work) {
        Kernels.use(name);
        return work.apply(Kernels.active());
    }

    private static Values values(Tensor tensor) {
        return Values.of(tensor.toArray(), tensor.dims());
    }

    private static Tensor random(long seed, int... shape) {
        return Tensor.uniform(new SplittableRandom(seed), -1, 1, shape);
    }

    private static Tensor classes(int count, int n) {
        SplittableRandom random = new SplittableRandom(8);
        Tensor classes = Tensor.zeros(n);
        for (int i = 0; i < n; i++) {
            classes.set(random.nextInt(count), i);
        }
        return classes;
    }
}
