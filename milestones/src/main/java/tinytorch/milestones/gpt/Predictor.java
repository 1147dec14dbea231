package tinytorch.milestones.gpt;

import java.util.List;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.attention.KeyValueCache;
import tinytorch.text.transformer.Gpt;

/** A network that says which token may come next, as the probes see it; a test gives one that is broken. */
interface Predictor {

    /** Logits of shape (B, T, vocabulary) for ids (B, T). */
    Tensor logits(Tensor ids);

    /** A memory for so many texts, with nothing in it. */
    Memory memory(int batch);

    /** A network that remembers the tokens it was given. */
    interface Memory {
        /** Logits of the next tokens (B, T) after those given before. */
        Tensor next(Tensor ids);
    }

    /** A GPT in eval mode, with its caches. */
    static Predictor of(Gpt gpt) {
        gpt.eval();
        return new Predictor() {
            @Override
            public Tensor logits(Tensor ids) {
                return Tracking.off(() -> gpt.forward(ids));
            }

            @Override
            public Memory memory(int batch) {
                List<KeyValueCache> caches = gpt.caches(batch);
                return ids -> Tracking.off(() -> gpt.forward(ids, caches));
            }
        };
    }
}
