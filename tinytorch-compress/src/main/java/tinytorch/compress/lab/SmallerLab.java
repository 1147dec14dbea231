package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Path;

import tinytorch.compress.distill.DistillationLoss;
import tinytorch.data.source.DataException;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.SafeTensors;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** The half of the lab about fewer numbers: pruning, low rank, distillation. */
final class SmallerLab {
    private static final int[] HIDDEN = {128, 64};
    private static final int EPOCHS = 3;
    private static final double LEARNING_RATE = 2e-3;

    private SmallerLab() {
    }

    /**
     * Prints all tables and writes the picture.
     *
     * @param weights of a trained MLP 784-128-64-10, or {@code null}: then one is trained
     * @param picture where the picture goes
     */
    static void run(Path weights, Path picture) throws IOException {
        LabReport.show(SparseSpeedExperiment.table(512, 256));
        LabReport.show(SparseSpeedExperiment.table(512, 1));
        LabReport.show(StructuredExperiment.sizes());
        Pictures digits;
        try {
            digits = Pictures.digits();
        } catch (DataException e) {
            System.out.println("The other experiments need MNIST, and it can't be read: " + e.getMessage() + "\nGet it with: tito data get mnist\n");
            return;
        }
        MLP network = Pictures.untrained(HIDDEN);
        if (weights == null) {
            Pictures.train(network, new CrossEntropyLoss(), new Adam(network.parameters(), LEARNING_RATE), new CosineDecay(digits.steps(EPOCHS), 0), digits.training(), EPOCHS);
        } else {
            network.loadStateDict(SafeTensors.load(weights).tensors());
        }
        Pareto pareto = new Pareto();
        LabReport.show(new SparsityExperiment(digits, network, pareto).table(1, 0.5, 0.8, 0.9, 0.95, 0.98),
                Plot.lines("sparsity", "by layer", "global", "fine-tuned"));
        LabReport.show(StructuredExperiment.accuracy(digits, network, pareto, 1, 0.5, 0.75));
        LabReport.show(RankExperiment.table(digits, network, pareto, 1, 32, 16, 8), Plot.lines("rank", "at once", "fine-tuned"));
        LabReport.show(new DistillExperiment(digits, network, new DistillationLoss(4, 0.9)).table(pareto));
        LabReport.show(pareto.table());
        pareto.write(picture);
        System.out.println("All of them: " + picture + "\n");
    }
}
