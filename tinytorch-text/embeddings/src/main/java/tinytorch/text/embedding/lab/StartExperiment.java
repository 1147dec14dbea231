package tinytorch.text.embedding.lab;

import java.util.SplittableRandom;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.nn.network.Initializer;
import tinytorch.tensor.Tensor;
import tinytorch.text.embedding.Embedding;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** The first loss of a language model whose last layer is the table, by the standard deviation the table starts with. */
final class StartExperiment {
    private static final int COUNT = 1_000;
    private static final int DIM = 128;
    private static final int TOKENS = 512;

    private StartExperiment() {
    }

    /** The vectors that come to the last layer have mean 0 and variance 1, as a layer normalisation leaves them. */
    static Table table() {
        Table table = new Table("The first loss with a tied table of " + COUNT + " rows; who knows nothing has ln " + COUNT + " = "
                + Format.number(Math.log(COUNT)), "starts with std", "std of the logits", "first loss");
        SplittableRandom random = new SplittableRandom(1);
        Tensor last = Tensor.randn(random, TOKENS, DIM);
        Tensor next = Tensor.of(new Zipf(COUNT).draw(TOKENS, random));
        for (float std : new float[] {1, 0.3f, 0.1f, 0.02f}) {
            Tensor logits = new Embedding(COUNT, DIM, Initializer.normal(0, std), random).tied().forward(last);
            table.row(std, Math.sqrt(logits.mul(logits).mean().item()), new CrossEntropy().value(logits, next).item());
        }
        return table;
    }
}
