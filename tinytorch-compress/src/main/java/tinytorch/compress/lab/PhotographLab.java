package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

import tinytorch.compress.distill.DistillationLoss;
import tinytorch.compress.distill.TaughtDataset;
import tinytorch.compress.prune.Structured;
import tinytorch.data.Dataset;
import tinytorch.data.source.DataException;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;
import tinytorch.workbench.report.LabReport;

/** Channels removed from a trained CNN, and small CNNs that learn from it, on CIFAR-10. Takes some minutes, so it is no part of the lab: it runs when the lab is given {@code photographs}. */
final class PhotographLab {
    private static final double FINE_TUNING_RATE = 2e-3;
    private static final double LEARNING_RATE = 1e-2;
    private static final int TEACHER_BATCH = 500;
    private static final int PICTURES = 32;
    private static final int CLASSES = 10;

    private final Pictures photographs;
    private final SmallVgg network = new SmallVgg(new SplittableRandom(1));

    private PhotographLab(Pictures photographs, Path weights) throws IOException {
        this.photographs = photographs;
        network.loadStateDict(SafeTensors.load(weights).tensors());
        network.eval();
    }

    /**
     * Prints both tables.
     *
     * @param weights of a trained {@link SmallVgg}, such as milestone cnn leaves
     */
    static void run(Path weights) throws IOException, DataException {
        PhotographLab lab = new PhotographLab(Pictures.photographs(), weights);
        LabReport.show(lab.channels(1, 0.25, 0.5));
        LabReport.show(lab.students(3, new DistillationLoss(4, 0.9), new int[] {8, 16, 32}, new int[] {16, 32, 64}));
    }

    private Table channels(int epochs, double... parts) {
        double before = photographs.accuracy(network);
        long whole = FileSize.dense(network);
        Tensor some = photographs.pictures(PICTURES);
        Table table = new Table("Channels removed, CIFAR-10: whole " + Pictures.percent(before) + ", " + Format.bytes(whole) + "; epochs of fine-tuning: " + epochs, "part removed", "at once",
                "fine-tuned", "parameters", "file", "faster");
        for (double part : parts) {
            Layer smaller = Structured.prune(network, part);
            double atOnce = photographs.accuracy(smaller);
            double[] seconds = Tracking.off(() -> SparseSpeedExperiment.alternating(() -> Sink.keep(network.forward(some)), () -> Sink.keep(smaller.forward(some))));
            train(smaller, new CrossEntropyLoss(), FINE_TUNING_RATE, photographs.training(), epochs);
            table.row(Format.percent(part), Pictures.percent(atOnce), Pictures.percent(photographs.accuracy(smaller)), smaller.parameterCount(), Format.bytes(FileSize.dense(smaller)),
                    Format.times(seconds[0] / seconds[1]));
        }
        return table;
    }

    private Table students(int epochs, DistillationLoss loss, int[]... widths) {
        Table table = new Table("Students of the CNN, CIFAR-10, " + epochs + " epochs, taught at T = " + loss.temperature() + ", alpha = " + loss.alpha(), "channels", "parameters", "alone", "taught");
        Dataset taught = TaughtDataset.of(network, photographs.training(), TEACHER_BATCH);
        for (int[] width : widths) {
            double[] accuracy = new double[2];
            long parameters = 0;
            for (int i = 0; i < 2; i++) {
                SmallVgg student = new SmallVgg(3, 32, width, CLASSES, new SplittableRandom(2));
                train(student, i == 0 ? new CrossEntropyLoss() : loss, LEARNING_RATE, i == 0 ? photographs.training() : taught, epochs);
                accuracy[i] = photographs.accuracy(student);
                parameters = student.parameterCount();
            }
            table.row(Arrays.toString(width), parameters, Pictures.percent(accuracy[0]), Pictures.percent(accuracy[1]));
        }
        return table;
    }

    private static void train(Layer network, Loss loss, double rate, Dataset examples, int epochs) {
        network.train();
        Pictures.train(network, loss, new Adam(network.parameters(), rate), new CosineDecay(Pictures.steps(examples, epochs), 0), examples, epochs);
    }
}
