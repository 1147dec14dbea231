package tinytorch.contest;

import tinytorch.model.Encoding;
import tinytorch.model.SubmissionWriter;
import tinytorch.model.Task;
import tinytorch.nn.Layer;
import tinytorch.nn.spatial.Normalize;
import tinytorch.text.transformer.Gpt;

/** A trained model that can compete. */
sealed interface Contender {

    /** What it competes in. */
    Task task();

    /** The network itself, in eval mode. */
    Layer network();

    /**
     * The bytes of a submission.
     *
     * @throws IllegalArgumentException if a layer of it has no operation in a submission
     */
    byte[] pack(Encoding encoding);

    /**
     * An image classifier.
     *
     * @param normalize what is done to its images; {@code null} for nothing
     */
    record Images(Task task, Layer network, Normalize normalize) implements Contender {
        public Images {
            network.eval();
        }

        @Override
        public byte[] pack(Encoding encoding) {
            return SubmissionWriter.images(task, network, normalize, encoding);
        }
    }

    /**
     * A GPT of characters.
     *
     * @param alphabet the characters of its tokens, in their order
     */
    record Text(Gpt network, String alphabet) implements Contender {
        public Text {
            network.eval();
        }

        @Override
        public Task task() {
            return Task.TINYGPT;
        }

        @Override
        public byte[] pack(Encoding encoding) {
            return SubmissionWriter.text(network, alphabet, encoding);
        }
    }
}
