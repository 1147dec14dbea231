package tinytorch.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Mistakes as learners make them, each as a check that fails. */
final class FailureCases {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private final Map<String, Runnable> cases = new LinkedHashMap<>();

    private FailureCases() {
        values();
        large();
        special();
        shapes();
        objects();
        exceptions();
        refusals();
    }

    /** By a name that says what went wrong. */
    static Map<String, Runnable> all() {
        return new FailureCases().cases;
    }

    private static Values of(int[] shape, double... data) {
        return Values.of(data, shape);
    }

    private static int[] shape(int... dims) {
        return dims;
    }

    private static Values filled(IntToDoubleFunction number, int... dims) {
        return Values.of(IntStream.range(0, Arrays.stream(dims).reduce(1, (a, b) -> a * b)).mapToDouble(number).toArray(), dims);
    }

    private void gives(String name, Check check, Values expected, Values actual) {
        cases.put(name, () -> check.gives(() -> actual, expected));
    }

    private void gives(String name, Check check, Values expected, Callable<Values> actual) {
        cases.put(name, () -> check.gives(actual, expected));
    }

    private void values() {
        gives("a scalar", Check.call("Tensor.sum", "(2, 3)"), of(shape(), 21), of(shape(), 15));
        gives("a vector, one cell", Check.call("ReLU.forward", "[-1, 0, 2]").because("what is negative becomes 0"), of(shape(3), 0, 0, 2), of(shape(3), -1, 0, 2));
        gives("a vector, all cells", Check.call("Softmax.forward", "[1, 2, 3]").because("exp(x) divided by the sum of all of them"), of(shape(3), 0.09003057, 0.24472848, 0.66524094),
                of(shape(3), 2.7182817, 7.389056, 20.085537));
        gives("a column sum instead of a row sum", Check.call("Tensor.sum", "(2, 2)", "axis 1").because("axis 1 is the one that disappears"), of(shape(2), 3, 7), of(shape(2), 4, 6));
        gives("a transposed product", Check.call("Tensor.matmul", "(2, 3)", "(3, 2)").because("entry [i, j] is the dot product of row i of the left and column j of the right"),
                of(shape(2, 2), 22, 28, 49, 64), of(shape(2, 2), 22, 49, 28, 64));
        gives("fractions and whole numbers", Check.call("Tensor.mean", "(3, 2)", "axis 0"), of(shape(2), 3, 4.5), of(shape(2), 9, 13.5));
        gives("a slip of a few roundings", Check.call("GELU.forward", "[0.5]").because("the exact form with erf, not the one with tanh"), of(shape(1), 0.345731), of(shape(1), 0.345714));
        gives("the same to five decimals", Check.call("Adam.step", "step 1").within(Tolerance.EXACT), of(shape(2), 0.1, 0.2), of(shape(2), 0.1, 0.20000001));
        gives("a sign", Check.call("CrossEntropyLoss.backward", "(1, 3)").because("softmax minus one at the target"), of(shape(1, 3), 0.09, 0.245, -0.335), of(shape(1, 3), 0.09, 0.245, 0.335));
        gives("small gradients", Check.call("Sigmoid.backward", "[12, -12]"), of(shape(2), 6.1441e-6, 6.1441e-6), of(shape(2), 0, 0));
        gives("sizes too different for one row of decimals", Check.call("Tensor.exp", "[-20, 0, 20]"), of(shape(3), 2.0611537e-9, 1, 4.85165195e8), of(shape(3), 2.0611537e-9, 1, 4.85e8));
    }

    private void large() {
        gives("one of 64", Check.call("Tensor.cumsum", "(64,)"), filled(i -> i, 64), filled(i -> i == 40 ? -1 : i, 64));
        gives("the end of a long row", Check.call("Tensor.arange", "0", "1000", "1").because("the end is not in it"), filled(i -> i, 1000), filled(i -> i == 999 ? 1000 : i, 1000));
        gives("a wide matrix", Check.call("Linear.forward", "(2, 128)").because("x times the transpose of the weight, plus the bias"), filled(i -> i / 8.0, 2, 128), filled(i -> i / 8.0 + (i % 128 > 120 ? 0.5 : 0), 2, 128));
        gives("a tall matrix", Check.call("Embedding.forward", "(50,)").because("row i of the table is the vector of token i"), filled(i -> i % 3, 50, 3), filled(i -> i / 3 == 30 ? 9 : i % 3, 50, 3));
        gives("a large matrix", Check.call("VectorKernels.matmul", "(100, 100)", "(100, 100)").within(Tolerance.ofSum(100)), filled(i -> i % 7 - 3.25, 100, 100),
                filled(i -> i % 100 >= 96 ? 0 : i % 7 - 3.25, 100, 100));
        gives("a batch of matrices", Check.call("Tensor.transpose", "(2, 2, 3)", "1", "2"), filled(i -> new double[] {0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11}[i], 2, 3, 2), filled(i -> i, 2, 3, 2));
        gives("an image", Check.call("MaxPool2d.forward", "(1, 2, 4, 4)").because("the largest of each 2 x 2 window"), filled(i -> 5 + i, 1, 2, 2, 2), filled(i -> i == 6 ? 3 : 5 + i, 1, 2, 2, 2));
        gives("a feature map", Check.call("Conv2d.forward", "(2, 3, 32, 32)").because("padding 1 keeps the size; outside are zeros"), filled(i -> i % 10 / 10.0, 2, 4, 32, 32),
                filled(i -> i % 32 == 0 ? 0 : i % 10 / 10.0, 2, 4, 32, 32));
        gives("wide numbers", Check.call("Tensor.mul", "(2, 8)", "(2, 8)"), filled(i -> 123456.789 * (i + 1), 2, 8), filled(i -> -123456.789 * (i + 1), 2, 8));
    }

    private void special() {
        gives("not a number where there should be one", Check.call("LogSoftmax.forward", "[1000, 0]").because("the largest is taken off first, so nothing overflows"), of(shape(2), 0, -1000), of(shape(2), NAN, NAN));
        gives("a number where there should be none", Check.call("Tensor.max", "[1, NaN]").because("NaN is passed on, as in PyTorch"), of(shape(), NAN), of(shape(), 1));
        gives("infinity", Check.call("Tensor.div", "[1, -1, 0]", "[0, 0, 0]"), of(shape(3), INFINITY, -INFINITY, NAN), of(shape(3), INFINITY, INFINITY, 0));
        gives("a mask that lets the future through", Check.call("Attention.forward", "(1, 1, 3, 3)", "causal").because("token i sees tokens 0 to i"), of(shape(1, 1, 3, 3), 1, 0, 0, .5, .5, 0, .25, .25, .5),
                of(shape(1, 1, 3, 3), .4, .3, .3, .3, .4, .3, .25, .25, .5));
    }

    private void shapes() {
        gives("another shape", Check.call("Tensor.sum", "(2, 3)", "keepDims", "axis 1"), of(shape(2, 1), 6, 15), of(shape(2), 6, 15));
        gives("a scalar instead of a vector", Check.call("Tensor.argmax", "(4, 10)", "axis 1").because("one index for each row"), filled(i -> 0, 4), of(shape(), 0));
        gives("nothing in it", Check.call("Tensor.slice", "(5,)", "2", "2"), of(shape(0)), of(shape(1), 2));
        gives("null", Check.call("Linear.forward", "(2, 3)"), of(shape(2, 2), 1, 2, 3, 4), () -> null);
    }

    private void equal(String name, Check check, Object expected, Object actual) {
        cases.put(name, () -> check.equal(() -> actual, expected));
    }

    private void objects() {
        equal("strides", Check.call("Shape.strides", "(2, 3, 4)").because("the last axis runs fastest"), new int[] {12, 4, 1}, new int[] {1, 2, 6});
        equal("a text", Check.call("Bpe.decode", "[15496, 995]").because("a token may begin with the blank before its word"), "Hello world", "Helloworld");
        equal("a count", Check.call("Layer.parameterCount").because("weights and biases"), 784 * 128 + 128L, 784 * 128L);
        equal("a list", Check.call("StateDict.names"), List.of("0.weight", "0.bias"), List.of("0.weight"));
        equal("a long array, in the middle", Check.call("Bpe.encode", "a play"), IntStream.range(0, 500).toArray(), IntStream.range(0, 500).map(i -> i == 250 ? 0 : i).toArray());
        equal("a long array that ends too early", Check.call("RandomSampler.order", "600"), IntStream.range(0, 600).toArray(), IntStream.range(0, 599).toArray());
        equal("a long list", Check.call("Sampler.order", "200"), IntStream.range(0, 200).boxed().toList(), IntStream.range(0, 200).boxed().map(i -> i == 150 ? 0 : i).toList());
        equal("a long text", Check.call("TextGenerator.generate", "200 tokens").because("the same seed gives the same text"), "to be or not to be ".repeat(40), "to be or not to be ".repeat(20) + "that is the question");
        equal("something where nothing should be", Check.call("Tensor.grad", "data").because("it wants no gradient"), null, List.of(1.0, 2.0));
        cases.put("a rule about what is left behind", () -> Check.call("Tensor.addInPlace", "view").because("a view shares its storage").holds(false, "the base changed as well", "[1.0, 2.0]"));
        cases.put("a rule without a reason", () -> Check.call("Dropout.forward", "p 0.5").holds(false, "between 45% and 55% are zero", "61%"));
    }

    private void thrown(String name, Check check, Throwable thrown) {
        cases.put(name, () -> check.run(() -> FailureCases.<RuntimeException>raise(thrown)));
    }

    /** As if a line of the learner's had thrown it. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Object raise(Throwable thrown) throws T {
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("tinytorch.tensor.Tensor", "at", "Tensor.java", 1)});
        throw (T) thrown;
    }

    private void exceptions() {
        thrown("an index outside", Check.call("Tensor.get", "1", "3"), new ArrayIndexOutOfBoundsException("Index 9 out of bounds for length 6"));
        thrown("a null somewhere", Check.call("Sequential.forward", "(2, 3)"), new NullPointerException());
        thrown("a null that Java names", Check.call("Sequential.forward", "(2, 3)"), new NullPointerException("Cannot invoke \"Layer.forward(Tensor)\" because \"this.layers[0]\" is null"));
        thrown("endless recursion", Check.call("Tensor.backward"), new StackOverflowError());
        thrown("no memory left", Check.call("Tensor.zeros", "100000", "100000"), new OutOfMemoryError("Java heap space"));
        thrown("a changed signature", Check.call("Tensor.matmul"), new NoSuchMethodError("'Tensor Tensor.matmul(Tensor)'"));
        thrown("a static field that needs too much", Check.call("Activations.RELU"), new ExceptionInInitializerError(new IllegalStateException("no kernels")));
        thrown("a class that failed before", Check.call("Activations.GELU"), new NoClassDefFoundError("Could not initialize class tinytorch.nn.Activations"));
    }

    private void refuses(String name, Check check, Callable<?> action, String... parts) {
        cases.put(name, () -> check.refuses(IllegalArgumentException.class, action, parts));
    }

    private void refusals() {
        refuses("bad input that is taken", Check.call("Tensor.reshape", "(2, 3)", "(4, 2)").because("6 numbers do not fill 8 places"), () -> "Tensor (4, 2)");
        refuses("bad input, another exception", Check.call("Tensor.reshape", "(2, 3)", "(4, 2)"), () -> raise(new IllegalStateException("no")));
        refuses("a message that explains too little", Check.call("Tensor.matmul", "(2, 3)", "(2, 3)").because("a message names both shapes"), () -> {
            throw new IllegalArgumentException("wrong shape");
        }, "(2, 3)");
    }
}
