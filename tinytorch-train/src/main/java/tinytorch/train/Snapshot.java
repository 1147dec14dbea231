package tinytorch.train;

import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * A state as named tensors and texts: what a {@code .safetensors} file holds. Parts of it stand under a prefix:
 * {@code network.0.weight}.
 */
final class Snapshot {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    Snapshot() {
    }

    Snapshot(Map<String, Tensor> tensors, Map<String, String> texts) {
        this.tensors.putAll(tensors);
        this.texts.putAll(texts);
    }

    /** Copies that own their numbers: training goes on changing the originals. */
    static Map<String, Tensor> copy(Map<String, Tensor> state) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        return Tracking.off(() -> {
            state.forEach((name, tensor) -> copies.put(name, tensor.copy()));
            return copies;
        });
    }

    /** All tensors by their full names. */
    Map<String, Tensor> tensors() {
        return tensors;
    }

    /** All texts. */
    Map<String, String> texts() {
        return texts;
    }

    /** Adds a text. */
    void text(String key, String value) {
        texts.put(key, value);
    }

    /** The text of this key; none is an error. */
    String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("it has no entry \"" + key + "\"");
        }
        return text;
    }

    /** The texts whose keys have this prefix, by the rest of their keys. */
    Map<String, String> texts(String prefix) {
        return under(prefix, texts);
    }

    /** Adds tensors under a prefix. */
    void tensors(String prefix, Map<String, Tensor> part) {
        part.forEach((name, tensor) -> tensors.put(prefix + name, tensor));
    }

    /** The tensors under a prefix, by the rest of their names. */
    Map<String, Tensor> tensors(String prefix) {
        return under(prefix, tensors);
    }

    private static <T> Map<String, T> under(String prefix, Map<String, T> all) {
        Map<String, T> part = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), value);
            }
        });
        return part;
    }
}
