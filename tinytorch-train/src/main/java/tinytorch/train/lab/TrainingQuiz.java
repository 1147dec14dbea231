package tinytorch.train.lab;

import java.util.Map;

import tinytorch.autograd.Autograd;
import tinytorch.data.Batch;
import tinytorch.nn.network.MLP;
import tinytorch.optim.Adam;
import tinytorch.tensor.Tensor;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.lab.QuizNumber;

/** The numbers of {@code tito quiz 09}. */
public final class TrainingQuiz {
    private static final int WIDTH = 128;
    private static final int BATCH = 64;
    private static final double EXAMPLES = 60_000;

    private TrainingQuiz() {
    }

    /** Prints the number of this name. */
    public static void main(String[] args) {
        QuizNumber.print(args[0], Map.of("epoch", () -> epoch(Profiler.quick().repeats(5))));
    }

    private static QuizNumber epoch(Profiler profiler) {
        MLP network = Work.network(WIDTH);
        Batch batch = Work.batch(BATCH);
        Adam adam = new Adam(network.parameters(), 1e-3);
        double seconds = profiler.measure("step", () -> {
            adam.zeroGrad();
            Autograd.backward(Tensor.apply(new CrossEntropyLoss(), network.forward(batch.inputs()), batch.targets()));
            adam.step();
        }).seconds();
        double steps = Math.ceil(EXAMPLES / BATCH);
        return new QuizNumber(seconds * steps, "a step with 64 examples took " + Format.seconds(seconds) + ", the median of 5 measurements; an epoch has " + Format.count(steps)
                + " of them: " + Format.seconds(seconds * steps) + ".");
    }
}
