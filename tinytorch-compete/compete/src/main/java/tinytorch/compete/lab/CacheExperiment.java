package tinytorch.compete.lab;

import java.util.Arrays;
import java.util.SplittableRandom;

import tinytorch.compete.serve.BatchDecoder;
import tinytorch.compete.serve.CacheMemory;
import tinytorch.compete.serve.SlidingWindow;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Statistics;
import tinytorch.workbench.Table;

/** What a cache takes, and what it brings to write for several readers at once. */
final class CacheExperiment {
    private static final int[] BATCHES = {1, 2, 4, 8, 16, 32};
    private static final int[] KEPT = {64, 48, 32, 16};
    private static final int ROUNDS = 5;
    private static final int SLIDING_TOKENS = 512;

    private CacheExperiment() {
    }

    /** Worked out, not measured: it is the size of arrays. */
    static Table memory() {
        Table table = new Table("Memory of a cache, GPT-2 small, worked out; readers beside the weights in 8 GiB", "context", "batch 1", "batch 8", "batch 32", "halves", "readers", "in halves");
        CacheMemory floats = new CacheMemory(GptConfig.gpt2(), 4);
        CacheMemory halves = new CacheMemory(GptConfig.gpt2(), 2);
        for (int context : new int[] {128, 256, 512, 1024}) {
            table.row(context, Format.bytes(floats.bytes(1, context)), Format.bytes(floats.bytes(8, context)), Format.bytes(floats.bytes(32, context)), Format.bytes(halves.bytes(32, context)),
                    floats.sequences(8L << 30, context), halves.sequences(8L << 30, context));
        }
        return table;
    }

    /** A token for each of several readers, whose texts are not equally long. */
    static Table batches() {
        Table table = new Table("A GPT (4 x 256, context 128) writes a token for each reader", "readers", "a step", "for each", "tokens a second", "cache");
        GptConfig config = new GptConfig(65, 128, 4, 4, 256, true);
        Gpt model = new Gpt(config, new SplittableRandom(1));
        double[] seconds = Timing.seconds(Arrays.stream(BATCHES).mapToObj(batch -> step(model, batch)).toArray(Runnable[]::new));
        for (int i = 0; i < BATCHES.length; i++) {
            int batch = BATCHES[i];
            table.row(batch, Format.seconds(seconds[i]), Format.seconds(seconds[i] / batch), Format.number(batch / seconds[i]) + " (" + Format.times(seconds[0] * batch / seconds[i]) + ")",
                    Format.bytes(new CacheMemory(config, 4).bytes(batch, config.context())));
        }
        return table;
    }

    /** A step behind texts of 32 to 63 tokens. They stay as long as they are: what was read is not counted afterwards. */
    private static Runnable step(Gpt model, int batch) {
        BatchDecoder decoder = new BatchDecoder(model, batch);
        for (int slot = 0; slot < batch; slot++) {
            decoder.next(slot, Tensor.zeros(1, 32 + 32 * slot / batch));
        }
        int[] lengths = decoder.cache().lengths(0, batch);
        Tensor ids = Tensor.zeros(batch, 1);
        return () -> {
            Sink.keep(decoder.next(0, ids));
            for (int slot = 0; slot < batch; slot++) {
                decoder.cache().clear(slot);
                decoder.cache().advance(slot, 1, lengths[slot]);
            }
        };
    }

    /** Writing past the context, in two ways. */
    static Table sliding() {
        Table table = new Table("Writing " + SLIDING_TOKENS + " tokens, context 64, one reader, a GPT 4 x 128", "kept when full", "tokens read", "a token written", "sees at least");
        Gpt model = new Gpt(GptConfig.tiny(65), new SplittableRandom(2));
        double[][] seconds = new double[KEPT.length][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < KEPT.length; i++) {
                long start = System.nanoTime();
                write(new BatchDecoder(model, 1), new SlidingWindow(64, KEPT[i]));
                if (round >= 0) {
                    seconds[i][round] = (System.nanoTime() - start) / 1e9;
                }
            }
        }
        for (int i = 0; i < KEPT.length; i++) {
            table.row(KEPT[i], new SlidingWindow(64, KEPT[i]).tokensRead(SLIDING_TOKENS), Format.seconds(Statistics.of(seconds[i]).median() / SLIDING_TOKENS), KEPT[i]);
        }
        return table;
    }

    private static void write(BatchDecoder decoder, SlidingWindow window) {
        for (int n = 1; n <= SLIDING_TOKENS; n++) {
            SlidingWindow.Reading reading = window.next(n, n - 1, decoder.cache().length(0));
            if (reading.fresh()) {
                decoder.cache().clear(0);
            }
            Sink.keep(decoder.next(0, Tensor.zeros(1, n - reading.from())));
        }
    }
}
