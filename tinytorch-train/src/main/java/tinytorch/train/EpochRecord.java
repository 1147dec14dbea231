package tinytorch.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch gave.
 *
 * @param epoch        its number, from 1
 * @param step         optimisation steps since the start of the training
 * @param learningRate of its last step
 * @param examples     examples learned from in it
 * @param seconds      how long it took, with validation
 * @param values       {@code train loss}, {@code validation loss}, {@code validation accuracy}, ... in the order of columns
 */
public record EpochRecord(int epoch, long step, double learningRate, long examples, double seconds, Map<String, Double> values) {

    public EpochRecord {
        for (String name : values.keySet()) {
            if (!name.matches("[^,\"\\n\\r]+")) {
                throw new IllegalArgumentException("EpochRecord: \"" + name + "\" can't be the name of a column: no comma, quote or line break. Rename the metric.");
            }
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of this name; NaN if there is none. */
    public double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /** Examples a second, validation included. */
    public double rate() {
        return examples / seconds;
    }
}
