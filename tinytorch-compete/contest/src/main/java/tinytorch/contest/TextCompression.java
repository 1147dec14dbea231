package tinytorch.contest;

import tinytorch.compete.serve.BatchDecoder;
import tinytorch.compete.serve.BatchWriter;
import tinytorch.compete.serve.SlidingWindow;
import tinytorch.compress.quant.Quantization;
import tinytorch.data.SplitMix;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.token.CharTokenizer;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.Sampling;

/** A GPT in bytes, and several readers at once (module 17's cache and batches). */
final class TextCompression {
    private static final String[] PROMPTS = {"ROMEO:\n", "First Citizen:\nWe ", "\n", "The king "};
    private static final int TOKENS = 60;
    private static final double TEMPERATURE = 0.8;

    private final Gpt floats;
    private final Gpt bytes;
    private final CharTokenizer tokenizer;

    TextCompression(Contender.Text trained) {
        this.floats = trained.network();
        this.bytes = (Gpt) Quantization.int8(trained.network());
        this.tokenizer = CharTokenizer.of(trained.alphabet());
    }

    /**
     * How far what a batch of readers gets is from what each would get alone: the largest difference of a logit, as a part of the largest logit. Prompts are not
     * equally long, so every reader stands somewhere else in the cache. It is asked of the floats: bytes are rounded by the range of all readers together.
     */
    double batchError() {
        return Tracking.off(() -> {
            BatchDecoder decoder = new BatchDecoder(floats, PROMPTS.length);
            float[] last = new float[PROMPTS.length];
            for (int slot = 0; slot < PROMPTS.length; slot++) {
                int[] ids = tokenizer.encode(PROMPTS[slot]);
                if (ids.length > 1) {
                    decoder.next(slot, row(ids, ids.length - 1));
                }
                last[slot] = ids[ids.length - 1];
            }
            Tensor together = decoder.next(0, Tensor.wrap(last, last.length, 1));
            double worst = 0;
            for (int slot = 0; slot < PROMPTS.length; slot++) {
                int[] ids = tokenizer.encode(PROMPTS[slot]);
                Tensor alone = floats.next(row(ids, ids.length), floats.caches(1)).reshape(-1);
                Tensor mine = together.select(0, slot).reshape(-1);
                worst = Math.max(worst, mine.sub(alone).abs().max().item() / alone.abs().max().item());
            }
            return worst;
        });
    }

    /** What it writes for several readers at once. */
    String[] write(long seed) {
        int[][] prompts = new int[PROMPTS.length][];
        int[] counts = new int[PROMPTS.length];
        for (int i = 0; i < prompts.length; i++) {
            prompts[i] = tokenizer.encode(PROMPTS[i]);
            counts[i] = TOKENS;
        }
        int context = bytes.config().context();
        BatchWriter writer = new BatchWriter(bytes, PROMPTS.length, new SlidingWindow(context, Math.max(1, context / 2)), new Sampling(TEMPERATURE, 0), SplitMix.of(seed));
        int[][] texts = Tracking.off(() -> writer.write(prompts, counts));
        String[] written = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            written[i] = tokenizer.decode(texts[i]);
        }
        return written;
    }

    private static Tensor row(int[] ids, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = ids[i];
        }
        return Tensor.wrap(numbers, 1, count);
    }
}
