package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Comparison;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.MatMul;
import tinytorch.tensor.Op;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Where;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("autograd.table")
class GradientTableTest {

    /** What an operation is known by in {@link OperationCase#all}: a constant, or its type. */
    private static Object kind(Op op) {
        return op instanceof DiffOp ? DiffOp.class : op instanceof Enum<?> ? op : op.getClass();
    }

    /** Every operation there is: what the sealed {@link Op} permits, and what that permits. */
    private static List<Object> kinds(Class<?> type) {
        List<Object> kinds = new ArrayList<>();
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                kinds.addAll(kinds(permitted));
            }
        } else if (type.isEnum()) {
            kinds.addAll(Arrays.asList(type.getEnumConstants()));
        } else {
            kinds.add(type);
        }
        return kinds;
    }

    @Test
    void everyOperationThereIsHasARuleThatIsTested() {
        List<OperationCase> cases = OperationCase.all();
        for (Object kind : kinds(Op.class)) {
            List<OperationCase> own = cases.stream().filter(c -> kind.equals(kind(c.op()))).toList();
            for (OperationCase c : own) {
                Tensor out = c.op().forward(c.inputs());
                Check.call("GradientTable.gradients", c.op()).run(() -> GradientTable.gradients(c.op(), Tensor.ones(out.dims()), out, c.inputs()));
            }
            Check.call("Op", kind).because("every operation has a case in OperationCase: whoever adds an operation adds one")
                    .holds(!own.isEmpty() || kind instanceof Comparison, "a case", "none");
        }
    }

    @Test
    void gradientsOfAllOperationsAgreeWithCentralDifferencesInEveryMemoryLayout() {
        for (OperationCase c : OperationCase.all()) {
            Tensor out = c.op().forward(c.inputs());
            Tensor g = random(77, out.dims());
            for (int layout = 0; layout < 5; layout++) {
                List<Tensor> inputs = new ArrayList<>();
                for (int i = 0; i < c.inputs().size(); i++) {
                    inputs.add(layouts(c.inputs().get(i)).get((layout + i) % 5).requiresGrad(!c.constants().contains(i)));
                }
                Tensor gradOutput = layouts(g).get((layout + 3) % 5);
                Check check = Check.call("GradientTable.gradients", c.op(), inputs.stream().map(Tensor::shape).toList(), "memory layout " + layout);
                List<Tensor> gradients = check.run(() -> GradientTable.gradients(c.op(), gradOutput, c.op().forward(inputs), inputs));
                for (int i = 0; i < inputs.size(); i++) {
                    compare(check, c, i, g, gradients);
                }
            }
        }
    }

    private static void compare(Check check, OperationCase c, int i, Tensor g, List<Tensor> gradients) {
        if (c.constants().contains(i)) {
            check.because("input " + i + " wants no gradient").equal(() -> gradients.get(i), null);
            return;
        }
        double[] expected = CentralDifference.gradient(x -> {
            double[][] inputs = c.inputs().stream().map(GradientTableTest::doubles).toArray(double[][]::new);
            inputs[i] = x;
            return c.reference().apply(inputs);
        }, doubles(c.inputs().get(i)), doubles(g));
        check.because("input " + i + ": so much the output changes, weighted with g, when an element is moved by a little").within(Tolerance.ofSum(4))
                .gives(() -> values(gradients.get(i)), Values.of(expected, c.inputs().get(i).dims()));
    }

    private static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @Test
    void inputsThatWantNoneGetNoGradient() {
        Tensor a = random(1, 3, 4);
        Tensor b = random(2, 4, 2).requiresGrad(true);
        Tensor y = a.matmul(b);
        List<Tensor> gradients = Check.call("GradientTable.gradients", "matmul of data and weight")
                .run(() -> GradientTable.gradients(new MatMul(), random(3, 3, 2), y, List.of(a, b)));
        Check.call("GradientTable.gradients", "matmul of data and weight").because("the data wants no gradient: half of the work is saved")
                .holds(gradients.get(0) == null && gradients.get(1) != null, "null for the data, a gradient for the weight", gradients);
    }

    @Test
    @LookAt("GradientTable.gradients")
    void comparisonsAndConditionsHaveNoGradient() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor b = vector(2, 1).requiresGrad(true);
        for (Comparison comparison : Comparison.values()) {
            Check.call("GradientTable.gradients", comparison).because("a step is flat: its slope is 0, or does not exist")
                    .equal(() -> GradientTable.gradients(comparison, vector(1, 1), vector(0, 1), List.of(a, b)), Arrays.asList(null, null));
        }
        Check.call("GradientTable.gradients", "where").because("a condition has no gradient, even if it wants one")
                .equal(() -> GradientTable.gradients(new Where(), vector(1, 1), vector(1, 2), List.of(a, b, b)).getFirst(), null);
    }

    @Test
    void broadcastingIsUndone() {
        Tensor matrix = random(1, 2, 3).requiresGrad(true);
        Tensor bias = vector(1, 2, 3).requiresGrad(true);
        List<Tensor> gradients = Check.call("GradientTable.gradients", BinaryOp.ADD, "(2, 3)", "(3,)")
                .run(() -> GradientTable.gradients(BinaryOp.ADD, Tensor.ones(2, 3), matrix.add(bias), List.of(matrix, bias)));
        Check.call("GradientTable.gradients", BinaryOp.ADD, "(2, 3)", "(3,)").because("each bias was used in two rows")
                .gives(() -> values(gradients.get(1)), Values.of(new double[] {2, 2, 2}, 3));
    }

    /** An operation whose rule gives whatever the test wants. */
    private record Odd(List<Tensor> gradients) implements DiffOp {
        @Override
        public Tensor forward(List<Tensor> inputs) {
            return inputs.getFirst().copy();
        }

        @Override
        public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
            return gradients;
        }

        @Override
        public String toString() {
            return "Odd";
        }
    }

    private static void odd(String reason, List<Tensor> gradients, Class<? extends RuntimeException> type, String... parts) {
        Tensor x = random(1, 2, 3).requiresGrad(true);
        Check.call("GradientTable.gradients", "an operation with a rule of its own").because(reason)
                .refuses(type, () -> GradientTable.gradients(new Odd(gradients), random(2, 2, 3), x, List.of(x)), parts);
    }

    @Test
    void rulesOfOtherOperationsAreCheckedAndTaken() {
        Tensor x = random(1, 2, 3).requiresGrad(true);
        Tensor own = random(new SplittableRandom(3).nextLong(), 2, 3);
        Check.call("GradientTable.gradients", "an operation with a rule of its own")
                .equal(() -> GradientTable.gradients(new Odd(List.of(own)), own, x, List.of(x)), List.of(own));
        odd("a gradient that is missing in silence is the worst mistake of all", Arrays.asList((Tensor) null), IllegalStateException.class, "Odd",
                "input 0", "(2, 3)");
        odd("one gradient an input", List.of(own, own), IllegalStateException.class, "Odd", "2 gradients", "1 inputs");
        odd("a gradient has the shape of its input", List.of(vector(1, 2, 3)), ShapeException.class, "Odd", "(2, 3)", "(3,)");
    }
}
