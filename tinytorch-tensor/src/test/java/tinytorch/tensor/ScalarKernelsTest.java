package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Values;

/** Where the loops write: operations on new tensors ask for offset 0 and step 1 alone, those in place and in later modules for others. */
class ScalarKernelsTest {
    private static final float NAN = Float.NaN;
    private static final float[] A = {3, 1, 2};
    private static final float[] B = {1, 2, 2};
    private static final Kernels KERNELS = new ScalarKernels();

    /** What {@code loop} writes from offset 1 on with step 2 is what it writes side by side, and nothing between is touched. */
    private static void leavesGaps(String call, BiConsumer<float[], int[]> loop) {
        float[] dense = new float[3];
        loop.accept(dense, new int[] {0, 1});
        float[] expected = {NAN, dense[0], NAN, dense[1], NAN, dense[2], NAN};
        float[] out = new float[7];
        Arrays.fill(out, NAN);
        check(call).because("element i of out is at outAt + i * outStep, here 1 + 2 i; what lies between is not yours").gives(() -> {
            loop.accept(out, new int[] {1, 2});
            return Values.of(out, 7);
        }, Values.of(expected, 7));
    }

    @Test
    @Tag("tensor.elementwise")
    void everyLoopWritesWithTheStepOfItsResult() {
        for (UnaryOp op : List.of(new UnaryOp.Neg(), new UnaryOp.Abs(), new UnaryOp.Exp(), new UnaryOp.Log(), new UnaryOp.Sqrt(), new UnaryOp.Tanh(), new UnaryOp.Erf(),
                new UnaryOp.Pow(3), new UnaryOp.Clip(1.5f, 2.5f))) {
            leavesGaps("ScalarKernels.unary(" + op + ")", (out, at) -> KERNELS.unary(op, 3, A, 0, 1, out, at[0], at[1]));
        }
        for (BinaryOp op : BinaryOp.values()) {
            leavesGaps("ScalarKernels.binary(" + op + ")", (out, at) -> KERNELS.binary(op, 3, A, 0, 1, B, 0, 1, out, at[0], at[1]));
        }
        for (Comparison op : Comparison.values()) {
            leavesGaps("ScalarKernels.compare(" + op + ")", (out, at) -> KERNELS.compare(op, 3, A, 0, 1, B, 0, 1, out, at[0], at[1]));
        }
        leavesGaps("ScalarKernels.where", (out, at) -> KERNELS.where(3, new float[] {1, 0, 1}, 0, 1, A, 0, 1, B, 0, 1, out, at[0], at[1]));
    }

    @Test
    @Tag("tensor.reduce")
    void everyReductionWritesWithTheStepOfItsResult() {
        double[][] expected = {{0, 5, 0, 4, 0, 5}, {0, 3, 0, 3, 0, 3}, {0, 2, 0, 1, 0, 2}};   // sum, maximum and minimum of 2, 3, 3 and A
        for (Reduce.Kind kind : List.of(Reduce.Kind.SUM, Reduce.Kind.MAX, Reduce.Kind.MIN)) {
            double[] out = {0, 2, 0, 3, 0, 3};
            check("ScalarKernels.reduce(" + kind + ")").because("A = [3, 1, 2] is taken into out = [2, 3, 3], which lies at 1, 3, 5").gives(() -> {
                KERNELS.reduce(kind, 3, A, 0, 1, out, 1, 2);
                return Values.of(out, 6);
            }, Values.of(expected[kind.ordinal()], 6));
        }
    }

    @Test
    @Tag("tensor.matmul")
    void whatWasInTheResultBeforeDoesNotCount() {
        for (int column : new int[] {1, 2}) {   // b as it is, and transposed
            float[] out = {7, 7, 7, 7};
            check("ScalarKernels.matmul").because("out may be memory that was used before: a sum starts at 0, not at what is there").gives(() -> {
                KERNELS.matmul(2, 2, 2, new float[] {1, 2, 3, 4}, 0, 2, 1, new float[] {1, 0, 0, 1}, 0, 3 - column, column, out, 0, 2);
                return Values.of(out, 2, 2);
            }, Values.of(new double[] {1, 2, 3, 4}, 2, 2));
        }
    }
}
