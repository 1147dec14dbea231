package tinytorch.text.embedding.lab;

import tinytorch.tensor.Tensor;
import tinytorch.text.embedding.SinusoidalPositions;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** How alike the sinusoidal vectors of two positions are, by their distance: from two places of the sequence. */
final class ClockExperiment {
    private static final int COUNT = 1_200;
    private static final int DIM = 128;

    private ClockExperiment() {
    }

    static Table table() {
        Table table = new Table("Sinusoidal positions, length " + DIM + ": product of two vectors, divided by that of a vector with itself", "distance",
                "from position 0", "from position 150");
        Tensor vectors = new SinusoidalPositions(COUNT, DIM).forward(Tensor.zeros(COUNT, DIM));
        for (int distance : new int[] {0, 1, 2, 5, 10, 20, 50, 100, 1_000}) {
            table.row(distance, Format.number(likeness(vectors, 0, distance)), Format.number(likeness(vectors, 150, 150 + distance)));
        }
        return table;
    }

    private static double likeness(Tensor vectors, int a, int b) {
        return vectors.select(0, a).mul(vectors.select(0, b)).sum().item() / (DIM / 2.0);
    }
}
