package tinytorch.model;

import tinytorch.data.SplitMix;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/** Small submissions. */
final class Samples {
    private Samples() {
    }

    static byte[] mlp() {
        return mlp(16);
    }

    static byte[] mlp(int hidden) {
        SplitMix random = SplitMix.of(1);
        return SubmissionWriter.images(Task.MNIST, new Sequential(new Flatten(), new Linear(784, hidden, random), new ActivationLayer(new ReLU()), new Linear(hidden, 10, random)), null, Storage.F32);
    }

    static byte[] gpt(int context) {
        return SubmissionWriter.text(new Gpt(new GptConfig(65, context, 1, 2, 8, true), SplitMix.of(2)), Task.ALPHABET, Storage.F32);
    }

    /** All its logits are 0. */
    static byte[] ignorantGpt() {
        Gpt gpt = new Gpt(new GptConfig(65, 32, 1, 2, 8, true), SplitMix.of(2));
        Tensor table = gpt.stateDict().get("transformer.wte.weight");
        Tracking.off(() -> table.copyFrom(Tensor.zeros(table.dims())));
        return SubmissionWriter.text(gpt, Task.ALPHABET, Storage.F32);
    }
}
