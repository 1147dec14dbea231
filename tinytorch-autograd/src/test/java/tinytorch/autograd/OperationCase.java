package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.nn.network.MeanSquaredError;
import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Concat;
import tinytorch.tensor.Copy;
import tinytorch.tensor.IndexSelect;
import tinytorch.tensor.MatMul;
import tinytorch.tensor.Op;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;
import tinytorch.tensor.ViewOp;
import tinytorch.tensor.Where;

/**
 * An operation on some inputs, and the same in plain loops and double precision, which shares no code with its gradient rule.
 *
 * @param inputs    away from kinks
 * @param constants the places of the inputs that have no gradient, such as a condition
 * @param reference from the inputs' numbers to the output's, all row-major
 */
record OperationCase(Op op, List<Tensor> inputs, List<Integer> constants, Reference reference) {

    interface Reference {
        double[] apply(double[][] inputs);
    }

    static List<OperationCase> all() {
        List<OperationCase> cases = new ArrayList<>();
        unary(cases);
        binary(cases);
        reductions(cases);
        products(cases);
        moves(cases);
        own(cases);
        return cases;
    }

    private static OperationCase of(Op op, List<Tensor> inputs, Reference reference) {
        return new OperationCase(op, inputs, List.of(), reference);
    }

    private static void unary(List<OperationCase> cases) {
        Tensor any = random(1, 2, 3);
        Tensor positive = tensor(shape(3, 2), 0.5, 0.8, 1.1, 1.9, 2.5, 3.1);
        cases.add(map(new UnaryOp.Neg(), any, x -> -x));
        cases.add(map(new UnaryOp.Abs(), any, Math::abs));
        cases.add(map(new UnaryOp.Exp(), any, Math::exp));
        cases.add(map(new UnaryOp.Log(), positive, Math::log));
        cases.add(map(new UnaryOp.Sqrt(), positive, Math::sqrt));
        cases.add(map(new UnaryOp.Tanh(), any, Math::tanh));
        cases.add(map(new UnaryOp.Erf(), any, OperationCase::erf));
        for (float exponent : new float[] {2, 3, -1, 0.5f, 0, 1}) {
            cases.add(map(new UnaryOp.Pow(exponent), positive, x -> Math.pow(x, exponent)));
        }
        cases.add(map(new UnaryOp.Pow(3), any, x -> x * x * x));
        cases.add(map(new UnaryOp.Clip(-0.7f, 0.9f), random(3, 3, 4), x -> Math.min(Math.max(x, -0.7f), 0.9f)));
        cases.add(map(new UnaryOp.Tanh(), vector(0.3).reshape(), Math::tanh));
        cases.add(map(new UnaryOp.Exp(), tensor(shape(2, 0)), Math::exp));
    }

    private static OperationCase map(UnaryOp op, Tensor x, DoubleUnaryOperator f) {
        return of(op, List.of(x), in -> Arrays.stream(in[0]).map(f).toArray());
    }

    private static void binary(List<OperationCase> cases) {
        int[][][] shapes = {{{2, 3}, {2, 3}}, {{2, 3}, {3}}, {{2, 1}, {1, 3}}, {{}, {2, 2}}, {{2, 3}, {1, 1}}, {{2, 1, 2}, {3, 1}}};
        for (int[][] pair : shapes) {
            Tensor a = random(5, pair[0]);
            Tensor b = random(6, pair[1]);
            cases.add(broadcast(BinaryOp.ADD, a, b, Double::sum));
            cases.add(broadcast(BinaryOp.SUB, a, b, (x, y) -> x - y));
            cases.add(broadcast(BinaryOp.MUL, a, b, (x, y) -> x * y));
            cases.add(broadcast(BinaryOp.DIV, a, b.abs().add(1), (x, y) -> x / y));
            cases.add(broadcast(BinaryOp.MAXIMUM, a, b, Math::max));
            cases.add(broadcast(BinaryOp.MINIMUM, a, b, Math::min));
            Tensor condition = a.gt(b);
            int[] target = condition.dims();
            cases.add(new OperationCase(new Where(), List.of(condition, a, b), List.of(0), in -> {
                double[] chosen = stretched(in[1], pair[0], target);
                double[] other = stretched(in[2], pair[1], target);
                for (int i = 0; i < chosen.length; i++) {
                    chosen[i] = in[0][i] != 0 ? chosen[i] : other[i];
                }
                return chosen;
            }));
        }
    }

    private static OperationCase broadcast(BinaryOp op, Tensor a, Tensor b, DoubleBinaryOperator f) {
        int[] target = Shape.broadcast("test", a.shape(), b.shape()).dims();
        return of(op, List.of(a, b), in -> {
            double[] left = stretched(in[0], a.dims(), target);
            double[] right = stretched(in[1], b.dims(), target);
            for (int i = 0; i < left.length; i++) {
                left[i] = f.applyAsDouble(left[i], right[i]);
            }
            return left;
        });
    }

    private static void reductions(List<OperationCase> cases) {
        for (Reduce.Kind kind : Reduce.Kind.values()) {
            for (boolean keepDims : new boolean[] {true, false}) {
                for (List<Integer> axes : List.of(List.of(0), List.of(1), List.of(2), List.of(0, 2), List.of(0, 1, 2))) {
                    Tensor x = random(9, 2, 3, 2);
                    cases.add(of(new Reduce(kind, keepDims, axes), List.of(x), in -> reduced(kind, axes, in[0], x.dims())));
                }
            }
        }
    }

    private static double[] reduced(Reduce.Kind kind, List<Integer> axes, double[] x, int[] dims) {
        int[] kept = dims.clone();
        axes.forEach(axis -> kept[axis] = 1);
        double[] out = new double[Arrays.stream(kept).reduce(1, (a, b) -> a * b)];
        Arrays.fill(out, kind == Reduce.Kind.SUM ? 0 : kind == Reduce.Kind.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        int[] places = stretched(out.length, kept, dims);
        for (int i = 0; i < x.length; i++) {
            double before = out[places[i]];
            out[places[i]] = switch (kind) {
                case SUM -> before + x[i];
                case MAX -> Math.max(before, x[i]);
                case MIN -> Math.min(before, x[i]);
            };
        }
        return out;
    }

    private static void products(List<OperationCase> cases) {
        int[][][] shapes = {{{3, 4}, {4, 2}}, {{1, 1}, {1, 1}}, {{4}, {4}}, {{3, 4}, {4}}, {{4}, {4, 2}}, {{2, 3, 4}, {2, 4, 2}}, {{2, 3, 4}, {4, 2}},
            {{3, 4}, {2, 4, 2}}, {{2, 1, 3, 4}, {3, 4, 2}}, {{2, 3, 4}, {4}}, {{4}, {2, 4, 3}}, {{1, 3, 4}, {2, 4, 1}}, {{2, 1, 1}, {1, 3}}};
        for (int[][] pair : shapes) {
            Tensor a = random(11, pair[0]);
            Tensor b = random(12, pair[1]);
            cases.add(of(new MatMul(), List.of(a, b), in -> product(in, pair[0], pair[1])));
        }
    }

    private static double[] product(double[][] in, int[] a, int[] b) {
        int[] left = a.length == 1 ? new int[] {1, a[0]} : a;
        int[] right = b.length == 1 ? new int[] {b[0], 1} : b;
        int m = left[left.length - 2];
        int k = left[left.length - 1];
        int n = right[right.length - 1];
        int[] batch = Shape.broadcast("test", Shape.of(Arrays.copyOf(left, left.length - 2)), Shape.of(Arrays.copyOf(right, right.length - 2))).dims();
        double[] x = stretched(in[0], left, joined(batch, m, k));
        double[] y = stretched(in[1], right, joined(batch, k, n));
        double[] out = new double[x.length / Math.max(1, k) * n];
        for (int row = 0; row < out.length / n; row++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    out[row * n + j] += x[row * k + p] * y[row / m * k * n + p * n + j];
                }
            }
        }
        return out;
    }

    private static void moves(List<OperationCase> cases) {
        Tensor x = random(15, 2, 3, 4);
        List<Op> ops = List.of(new ViewOp.Reshape(Shape.of(4, 6)), new ViewOp.Reshape(Shape.of(24)), new ViewOp.Permute(List.of(2, 0, 1)), new ViewOp.Permute(List.of(0, 2, 1)),
                new ViewOp.Expand(Shape.of(5, 2, 3, 4)), new ViewOp.Slice(1, 1, 2, 1), new ViewOp.Slice(2, 3, 2, -2), new ViewOp.Slice(0, 0, 0, 1), new Copy(),
                new IndexSelect(1, List.of(2, 0, 2, 2)), new IndexSelect(0, List.of()));
        for (Op op : ops) {
            cases.add(move(op, List.of(x)));
        }
        cases.add(move(new ViewOp.Expand(Shape.of(2, 3, 4)), List.of(random(16, 3, 1))));
        cases.add(move(new Concat(0), List.of(random(17, 1, 2), random(18, 3, 2), random(19, 2, 2))));
        cases.add(move(new Concat(1), List.of(random(17, 2, 3), random(18, 2, 1))));
    }

    /** An operation that only moves elements: run on their positions, it tells where each element of the output comes from. */
    private static OperationCase move(Op op, List<Tensor> inputs) {
        List<Tensor> positions = new ArrayList<>();
        int size = 0;
        for (Tensor input : inputs) {
            positions.add(Tensor.arange(size, size + input.size(), 1).reshape(input.dims()));
            size += input.size();
        }
        float[] from = op.forward(positions).toArray();
        return of(op, inputs, in -> {
            double[] all = Arrays.stream(in).flatMapToDouble(Arrays::stream).toArray();
            double[] out = new double[from.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = all[(int) from[i]];
            }
            return out;
        });
    }

    private static void own(List<OperationCase> cases) {
        cases.add(of(new Sigmoid(), List.of(random(21, 2, 3)), in -> Arrays.stream(in[0]).map(x -> 1 / (1 + Math.exp(-x))).toArray()));
        cases.add(of(new Softmax(0), List.of(random(22, 4)), in -> {
            double sum = Arrays.stream(in[0]).map(Math::exp).sum();
            return Arrays.stream(in[0]).map(x -> Math.exp(x) / sum).toArray();
        }));
        cases.add(of(new MeanSquaredError(), List.of(random(23, 2, 2), random(24, 2, 2)), in -> {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += (in[0][i] - in[1][i]) * (in[0][i] - in[1][i]);
            }
            return new double[] {sum / 4};
        }));
        cases.add(new OperationCase(new CrossEntropy(), List.of(random(25, 2, 3), vector(2, 0)), List.of(1), in -> {
            double loss = 0;
            for (int n = 0; n < 2; n++) {
                double[] row = Arrays.copyOfRange(in[0], 3 * n, 3 * n + 3);
                loss += Math.log(Arrays.stream(row).map(Math::exp).sum()) - row[(int) in[1][n]];
            }
            return new double[] {loss / 2};
        }));
    }

    /** The numbers repeated as broadcasting does. */
    private static double[] stretched(double[] x, int[] dims, int[] target) {
        return Arrays.stream(stretched(x.length, dims, target)).mapToDouble(i -> x[i]).toArray();
    }

    /** For every element of the target shape, which of the {@code size} elements of the smaller shape it is. */
    private static int[] stretched(int size, int[] dims, int[] target) {
        float[] places = Tensor.arange(size).reshape(dims).expand(target).toArray();
        int[] from = new int[places.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = (int) places[i];
        }
        return from;
    }

    private static int[] joined(int[] batch, int rows, int columns) {
        int[] joined = Arrays.copyOf(batch, batch.length + 2);
        joined[batch.length] = rows;
        joined[batch.length + 1] = columns;
        return joined;
    }

    /** Its power series, good for small x. */
    private static double erf(double x) {
        double sum = 0;
        double term = x;
        for (int n = 0; n < 60; n++) {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
