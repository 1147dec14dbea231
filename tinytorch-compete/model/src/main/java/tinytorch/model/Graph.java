package tinytorch.model;

import java.util.List;
import java.util.Map;

/**
 * What {@code model.json} says.
 *
 * @param task   that the model is for
 * @param input  the name of the input
 * @param output the name of the node whose output is the answer: logits
 * @param text   of a text model; else {@code null}
 * @param nodes  each reads only what stands before it
 * @param packed how tensors are kept that are not simply there, by their names
 */
record Graph(Task task, String input, String output, Text text, List<Node> nodes, Map<String, Packed> packed) {
    /** The version of the format. */
    static final String FORMAT = "tinytorch-model-1";

    /**
     * What a text model reads.
     *
     * @param alphabet each character once; a character's place is its token id
     * @param context  how many characters it looks at
     */
    record Text(String alphabet, int context) {
    }

    /**
     * How a tensor is kept.
     *
     * @param storage {@code int4} or {@code sparse}
     * @param shape   that it has when it is unpacked
     * @param group   of four bits: how many neighbours in a row share a scale; else 0
     */
    record Packed(String storage, List<Integer> shape, int group) {
        static final String INT4 = "int4";
        static final String SPARSE = "sparse";
    }
}
