package tinytorch.text.transformer.lab;

import java.util.SplittableRandom;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.Sampling;
import tinytorch.text.transformer.TextGenerator;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** Tokens a second when writing, with and without a cache, alone and in a batch, before and past the context. */
final class WritingExperiment {
    private static final GptConfig CONFIG = new GptConfig(65, 64, 4, 4, 32, true);

    private WritingExperiment() {
    }

    static Table table() {
        Table table = new Table("Writing with 4 layers of width 32, context 64: the time for one token", "new tokens", "sequences", "without cache",
                "with cache", "faster");
        Gpt model = new Gpt(CONFIG, new SplittableRandom(1));
        seconds(model, 15, 1, 1, true);   // once for nothing: until it is compiled it would be too slow
        seconds(model, 15, 1, 1, false);
        for (int[] setting : new int[][] {{15, 1, 1}, {31, 1, 1}, {63, 1, 1}, {31, 8, 1}, {8, 1, 64}}) {
            double slow = seconds(model, setting[0], setting[1], setting[2], false);
            double fast = seconds(model, setting[0], setting[1], setting[2], true);
            table.row(setting[0] + (setting[2] > 1 ? " past the context" : ""), setting[1], Format.seconds(slow), Format.seconds(fast),
                    Format.times(slow / fast));
        }
        return table;
    }

    /** Seconds for each new token of all sequences together: the shorter of two runs. */
    private static double seconds(Gpt model, int count, int batch, int prompt, boolean cached) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            new TextGenerator(model, new Sampling(1, 0), new SplittableRandom(i)).generate(new int[batch][prompt], count, cached, (_, _) -> true);
            best = Math.min(best, (System.nanoTime() - start) / 1e9 / count / batch);
        }
        return best;
    }
}
