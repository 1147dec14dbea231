package tinytorch.compress.distill;

import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.Batch;
import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.TensorDataset;
import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.taught")
class TaughtTest {
    /** Input i is (2 i, 2 i + 1), its class is i % 3. */
    private static final Dataset EXAMPLES = new TensorDataset(counting(5, 2), vector(0, 1, 2, 0, 1));

    /** Says (10 x, -x) of the first number x of an input; in train mode it says nothing but 0. Remembers how many it was asked at a time, and whether it wanted a gradient. */
    private static final class Teacher extends Layer {
        private final Tensor weight = parameter("weight", tensor(shape(1, 2), 10, -1));
        private final StringBuilder asked = new StringBuilder();
        private boolean tracked;

        @Override
        public Tensor forward(Tensor input) {
            asked.append(input.dim(0)).append(' ');
            if (input.dim(0) == 4) {
                throw new IllegalStateException("four are too many");
            }
            Tensor answer = input.narrow(1, 0, 1).matmul(weight);
            tracked |= answer.requiresGrad();
            return training() ? answer.mul(0) : answer;
        }
    }

    private static TaughtDataset taught(Teacher teacher, int batch) {
        return Check.call("TaughtDataset.of", "teacher", "5 examples", batch).run(() -> TaughtDataset.of(teacher, EXAMPLES, batch));
    }

    @Test
    void asksForAllExamplesOnce() {
        Teacher teacher = new Teacher();
        TaughtDataset taught = taught(teacher, 2);
        Check.call("TaughtDataset.of").because("2, 2 and the last one").equal(() -> teacher.asked.toString(), "2 2 1 ");
        for (int i = 0; i < 2; i++) {
            for (Batch batch : DataLoader.of(taught).batchSize(5)) {
                Check.call("TaughtDataset.batch").because("class, then 10 x and -x").within(Tolerance.EXACT).gives(() -> values(batch.targets()),
                        Values.of(new double[] {0, 0, -0.0, 1, 20, -2, 2, 40, -4, 0, 60, -6, 1, 80, -8}, 5, 3));
                Check.call("TaughtDataset.batch, inputs").within(Tolerance.EXACT).gives(() -> values(batch.inputs()), values(counting(5, 2)));
            }
        }
        Check.call("TaughtDataset.batch").because("the teacher is not asked again").equal(() -> teacher.asked.toString(), "2 2 1 ");
    }

    @Test
    void theTeacherIsInEvalModeMeanwhile() {
        Teacher teacher = new Teacher();
        TaughtDataset taught = taught(teacher, 3);
        Check.call("TaughtDataset.of").because("in train mode it would have said 0").gives(() -> values(taught.batch(1).targets()), Values.of(new double[] {1, 20, -2}, 1, 3));
        Check.call("TaughtDataset.of").because("it was in train mode before").equal(teacher::training, true);
        teacher.eval();
        taught(teacher, 3);
        Check.call("TaughtDataset.of").because("it was in eval mode before").equal(teacher::training, false);
        Check.call("TaughtDataset.of").because("nobody wants the teacher's gradient: tracking is off").equal(() -> teacher.tracked, false);
    }

    @Test
    void theModeIsRestoredWhenTheTeacherFails() {
        Teacher teacher = new Teacher();
        taught(teacher, 5);
        Check.call("TaughtDataset.of", "a teacher that fails").refuses(IllegalStateException.class, () -> TaughtDataset.of(teacher, EXAMPLES, 4), "four");
        Check.call("TaughtDataset.of").because("finally").equal(teacher::training, true);
    }

    @Test
    void aBatchHasItsExamplesAnswers() {
        TaughtDataset taught = taught(new Teacher(), 5);
        Batch batch = Check.call("TaughtDataset.batch", 3, 1).run(() -> taught.batch(3, 1));
        Check.call("TaughtDataset.batch", 3, 1).within(Tolerance.EXACT).gives(() -> values(batch.targets()), Values.of(new double[] {0, 60, -6, 1, 20, -2}, 2, 3));
        Check.call("TaughtDataset.get", 3).because("an example alone says the same").within(Tolerance.EXACT).gives(() -> values(taught.get(3).target()), Values.of(new double[] {0, 60, -6}, 3));
        Check.call("TaughtDataset", "5 examples", "(4, 2)").refuses(ShapeException.class, () -> new TaughtDataset(EXAMPLES, counting(4, 2)), "(4, 2)");
    }
}
