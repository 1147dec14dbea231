package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

/** Operands of equal shape; different shapes are the business of {@code tensor.broadcast}. */
@Tag("tensor.elementwise")
class ElementwiseTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;

    @Test
    void arithmeticWorksElementByElement() {
        Tensor a = vector(1, 2, -3);
        Tensor b = vector(4, -8, 6);
        gives("Tensor.add", a.add(b), 5, -6, 3);
        gives("Tensor.sub", a.sub(b), -3, 10, -9);
        gives("Tensor.mul", a.mul(b), 4, -16, -18);
        gives("Tensor.div", a.div(b), 0.25, -0.25, -0.5);
        gives("Tensor.maximum", a.maximum(b), 4, 2, 6);
        gives("Tensor.minimum", a.minimum(b), 1, -8, -3);
    }

    @Test
    void functionsWorkElementByElement() {
        gives("Tensor.neg", vector(1, -2, 0).neg(), -1, 2, 0);
        gives("Tensor.abs", vector(1, -2, 0).abs(), 1, 2, 0);
        gives("Tensor.exp", vector(0, 1, -1).exp(), 1, Math.E, 1 / Math.E);
        gives("Tensor.log", vector(1, Math.E, 10).log(), 0, 1, 2.302585093);
        gives("Tensor.sqrt", vector(4, 2, 0).sqrt(), 2, 1.414213562, 0);
        gives("Tensor.tanh", vector(0, 1, -20).tanh(), 0, 0.761594156, -1);
        gives("Tensor.erf", vector(0, 1, -0.5).erf(), 0, 0.842700793, -0.520499878);
        gives("Tensor.pow", vector(3, 2, -2).pow(3), 27, 8, -8);
        gives("Tensor.clip", vector(-5, 0.5, 5).clip(-1, 1), -1, 0.5, 1);
    }

    @Test
    @LookAt("ScalarKernels.compare")
    void comparisonsGiveOneAndZero() {
        Tensor a = vector(1, 2, 3);
        Tensor b = vector(2, 2, 2);
        gives("Tensor.gt", a.gt(b), 0, 0, 1);
        gives("Tensor.ge", a.ge(b), 0, 1, 1);
        gives("Tensor.lt", a.lt(b), 1, 0, 0);
        gives("Tensor.le", a.le(b), 1, 1, 0);
        gives("Tensor.eq", a.eq(b), 0, 1, 0);
        gives("Tensor.ne", a.ne(b), 1, 0, 1);
    }

    @Test
    void whereChoosesElementByElement() {
        gives("Tensor.where", Tensor.where(vector(1, 0, -2, 0), vector(1, 2, 3, 4), vector(10, 20, 30, 40)), 1, 20, 3, 40);
        gives("Tensor.where", Tensor.where(vector(0, 1), vector(NAN, 2), vector(10, NAN)), 10, 2);
    }

    private static void gives(String method, Tensor actual, double... expected) {
        check(method, actual).gives(() -> values(actual), Values.of(expected, expected.length));
    }

    @Test
    void divisionFollowsIeee754() {
        check("Tensor.div", vector(1, -1, 0, INF)).because("1/0 is infinity, 0/0 and inf/inf are NaN: no exception")
                .gives(() -> values(vector(1, -1, 0, INF).div(vector(0, 0, 0, INF))), Values.of(new double[] {INF, -INF, NAN, NAN}, 4));
    }

    @Test
    @LookAt("ScalarKernels.binary")
    void notANumberIsNeverLost() {
        Tensor x = vector(NAN, 1, NAN);
        Tensor y = vector(1, NAN, NAN);
        Values all = Values.of(new double[] {NAN, NAN, NAN}, 3);
        check("Tensor.maximum", x, y).because("NaN if either is: a > b ? a : b would lose it").gives(() -> values(x.maximum(y)), all);
        check("Tensor.minimum", x, y).because("NaN if either is").gives(() -> values(x.minimum(y)), all);
        check("Tensor.clip", x).because("NaN stays NaN").gives(() -> values(x.clip(0, 1)), Values.of(new double[] {NAN, 1, NAN}, 3));
        Values none = Values.of(new double[] {0, 0, 0}, 3);
        check("Tensor.eq", x, y).because("NaN equals nothing, itself included").gives(() -> values(x.eq(y)), none);
        check("Tensor.eq", x, x).because("NaN equals nothing, itself included").gives(() -> values(x.eq(x)), Values.of(new double[] {0, 1, 0}, 3));
        check("Tensor.ge", x, y).because("any comparison with NaN is 0, but for ne").gives(() -> values(x.ge(y)), none);
        check("Tensor.ne", x, y).because("any comparison with NaN is 0, but for ne").gives(() -> values(x.ne(y)), Values.of(new double[] {1, 1, 1}, 3));
    }

    @Test
    void functionsOutsideTheirRangeGiveInfinityOrNaN() {
        check("Tensor.log", vector(0, -1)).gives(() -> values(vector(0, -1).log()), Values.of(new double[] {-INF, NAN}, 2));
        check("Tensor.sqrt", vector(-1)).gives(() -> values(vector(-1).sqrt()), Values.of(new double[] {NAN}, 1));
        check("Tensor.exp", vector(88, 89, -200)).because("a float ends at 3.4e38, so exp does at 88.72")
                .gives(() -> values(vector(88, 89, -200).exp()), Values.of(new double[] {Math.exp(88), INF, 0}, 3));
        check("Tensor.pow", vector(-8, 0)).because("as Math.pow").gives(() -> values(vector(-8, 0).pow(-0.5f)), Values.of(new double[] {NAN, INF}, 2));
    }

    @Test
    void clipRefusesLimitsInTheWrongOrder() {
        gives("Tensor.clip", vector(3).clip(1, 1), 1);
        check("Tensor.clip", vector(3)).refuses(IllegalArgumentException.class, () -> vector(3).clip(1, -1), "clip", "1.0", "-1.0");
    }

    private static final Map<String, UnaryOperator<Tensor>> UNARY = Map.of("neg", Tensor::neg, "abs", Tensor::abs, "exp", Tensor::exp,
            "log", Tensor::log, "sqrt", Tensor::sqrt, "tanh", Tensor::tanh, "erf", Tensor::erf);
    private static final Map<String, BinaryOperator<Tensor>> BINARY = Map.ofEntries(Map.entry("add", Tensor::add), Map.entry("sub", Tensor::sub),
            Map.entry("mul", Tensor::mul), Map.entry("div", Tensor::div), Map.entry("maximum", Tensor::maximum), Map.entry("minimum", Tensor::minimum),
            Map.entry("gt", Tensor::gt), Map.entry("ge", Tensor::ge), Map.entry("lt", Tensor::lt), Map.entry("le", Tensor::le),
            Map.entry("eq", Tensor::eq), Map.entry("ne", Tensor::ne));

    @Test
    @LookAt("ScalarKernels.unary")
    void functionsReadEveryMemoryLayout() {
        Map<String, DoubleUnaryOperator> references = Map.of("neg", v -> -v, "abs", Math::abs, "exp", Math::exp, "tanh", Math::tanh);
        Tensor x = random(4, 3, 2, 2);
        references.forEach((name, reference) -> {
            Values expected = values(x);
            for (int i = 0; i < expected.data().length; i++) {
                expected.data()[i] = reference.applyAsDouble(expected.data()[i]);
            }
            for (Tensor view : layouts(x)) {
                check("Tensor." + name, view).because("element i of x is at xAt + i * xStep").gives(() -> values(UNARY.get(name).apply(view)), expected);
            }
        });
    }

    @Test
    @LookAt("ScalarKernels.binary")
    void arithmeticReadsEveryPairOfMemoryLayouts() {
        Map<String, DoubleBinaryOperator> references = Map.of("add", (p, q) -> p + q, "sub", (p, q) -> p - q, "mul", (p, q) -> p * q,
                "maximum", Math::max, "gt", (p, q) -> p > q ? 1 : 0);
        Tensor a = random(5, 2, 3);
        Tensor b = random(6, 2, 3);
        references.forEach((name, reference) -> {
            Values expected = values(a);
            for (int i = 0; i < expected.data().length; i++) {
                expected.data()[i] = reference.applyAsDouble(expected.data()[i], values(b).data()[i]);
            }
            for (Tensor left : layouts(a)) {
                for (Tensor right : layouts(b)) {
                    check("Tensor." + name, left, right).because("each operand has an offset and a step of its own: element i of a is at aAt + i * aStep")
                            .gives(() -> values(BINARY.get(name).apply(left, right)), expected);
                }
            }
        });
    }

    @Test
    void whereReadsEveryMemoryLayout() {
        Tensor condition = tensor(shape(2, 3), 0, 1, 0, 1, 1, 0);
        Tensor a = random(7, 2, 3);
        Tensor b = random(8, 2, 3);
        Values expected = values(b);
        for (int i : new int[] {1, 3, 4}) {
            expected.data()[i] = values(a).data()[i];
        }
        for (int i = 0; i < 5; i++) {
            Tensor c = layouts(condition).get(i);
            Tensor left = layouts(a).get((i + 1) % 5);
            Tensor right = layouts(b).get((i + 3) % 5);
            check("Tensor.where", c, left, right).gives(() -> values(Tensor.where(c, left, right)), expected);
        }
    }

    @Test
    void scalarsAndEmptyTensorsHaveElementsToo() {
        check("Tensor.add", tensor(shape(), 2)).gives(() -> values(tensor(shape(), 2).add(tensor(shape(), 3))), Values.of(new double[] {5}));
        check("Tensor.exp", tensor(shape(0, 3))).because("no elements, no work, the same shape").gives(() -> values(tensor(shape(0, 3)).exp()), Values.of(new double[0], 0, 3));
        check("Tensor.mul", tensor(shape(1, 1), 2)).gives(() -> values(tensor(shape(1, 1), 2).mul(tensor(shape(1, 1), -3))), Values.of(new double[] {-6}, 1, 1));
    }

    @Test
    void operandsAreNotChanged() {
        Tensor a = vector(1, 2);
        Tensor b = vector(3, 4);
        Tensor sum = check("Tensor.add", a, b).run(() -> a.add(b));
        check("Tensor.add", a, b).because("the result is a new tensor").gives(() -> values(a), Values.of(new double[] {1, 2}, 2));
        check("Tensor.add", a, b).holds(!sum.sharesStorageWith(a) && !sum.sharesStorageWith(b) && sum.isContiguous(),
                "a contiguous result with a storage of its own", sum);
    }

    @Test
    void valuesAreThoseOfPyTorch() {
        for (Golden.Case golden : GoldenCases.of("elementwise.json")) {
            List<Tensor> in = GoldenCases.inputs(golden);
            GoldenCases.same(golden, () -> switch (golden.op()) {
                case "pow" -> in.getFirst().pow(GoldenCases.decimal(golden, "exponent"));
                case "clip" -> in.getFirst().clip(GoldenCases.decimal(golden, "low"), GoldenCases.decimal(golden, "high"));
                case "where" -> Tensor.where(in.get(0), in.get(1), in.get(2));
                default -> in.size() == 1 ? UNARY.get(golden.op()).apply(in.getFirst()) : BINARY.get(golden.op()).apply(in.get(0), in.get(1));
            });
        }
    }
}
