package tinytorch.model;

/** Why a submission is refused. */
public enum Reason {
    /** More bytes than the task allows. */
    TOO_LARGE,
    /** The carrier is no zip, or a damaged one. */
    NOT_A_ZIP,
    /** The zip holds other entries than the two it has to, or one twice. */
    ENTRY_NAMES,
    /** An entry unpacks to far more than it could need. */
    ZIP_BOMB,
    /** {@code model.json} is not JSON, or not of the form that it has to have. */
    BAD_JSON,
    /** A key, or the name of a node, occurs twice. */
    DUPLICATE_KEY,
    /** Lists and objects are nested too deeply. */
    TOO_DEEP,
    /** More nodes than are allowed. */
    TOO_MANY_NODES,
    /** A name with other characters than are allowed, or too long. */
    BAD_NAME,
    /** Another version of the format. */
    UNKNOWN_FORMAT,
    /** There is no such task, or it is not the task that is competed in. */
    WRONG_TASK,
    /** The alphabet of a text model misses characters, has one twice or too many. */
    ALPHABET,
    /** An operation that is not on the list. */
    UNKNOWN_OP,
    /** An attribute that the operation does not have, or that has a value it can't have. */
    UNKNOWN_ATTRIBUTE,
    /** A node reads something that does not stand before it. */
    CYCLE_OR_FORWARD_REFERENCE,
    /** A node or a tensor that nothing reads. */
    UNUSED,
    /** Shapes do not fit. */
    SHAPE,
    /** Sizes whose product is beyond all bounds. */
    OVERFLOW,
    /** More arithmetic for one example than is allowed. */
    TOO_MUCH_WORK,
    /** More memory for weights or results than is allowed. */
    TOO_MUCH_MEMORY,
    /** {@code weights.safetensors} breaks a rule of its format. */
    WEIGHTS_FORMAT,
    /** A tensor that the model names is not there. */
    MISSING_WEIGHT,
    /** A tensor has another number type than it has to. */
    DTYPE,
    /** A weight that is NaN or infinite. */
    NOT_FINITE,
    /** A packed or sparse weight whose parts do not fit together. */
    BAD_ENCODING,
    /** The 95th percentile of the time for one example is above the task's. */
    TOO_SLOW,
    /** It needed more memory than the evaluation gives. */
    OUT_OF_MEMORY,
    /** The whole evaluation took longer than it may. */
    TIME_LIMIT,
    /** The model puts out NaN or infinity for some example. */
    NOT_FINITE_OUTPUT,
    /** Less accurate than the task demands. */
    BELOW_MINIMUM
}
