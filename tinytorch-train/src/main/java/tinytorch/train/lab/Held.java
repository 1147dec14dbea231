package tinytorch.train.lab;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

import tinytorch.tensor.Tensor;

/**
 * Memory, counted in the arrays that tensors hold, each once however many views share it. The heap itself would be a coarser measure:
 * a collector gives large arrays whole regions, up to twice what they need.
 */
final class Held {
    private final Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What these tensors hold. */
    static long bytes(Collection<Tensor> tensors) {
        Held held = new Held();
        tensors.forEach(tensor -> held.arrays.add(tensor.data()));
        return held.bytes();
    }

    /** What the graph of this result holds beyond the tensors it began with: leaves, such as parameters and the inputs of a batch. */
    static long graph(Tensor result) {
        Held inner = new Held();
        Held leaves = new Held();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Tensor> open = new ArrayDeque<>();
        open.add(result);
        while (!open.isEmpty()) {
            Tensor tensor = open.remove();
            if (seen.add(tensor)) {
                (tensor.origin() == null ? leaves : inner).arrays.add(tensor.data());
                if (tensor.origin() != null) {
                    open.addAll(tensor.origin().inputs());
                }
            }
        }
        inner.arrays.removeAll(leaves.arrays);
        return inner.bytes();
    }

    private long bytes() {
        long bytes = 0;
        for (float[] array : arrays) {
            bytes += 4L * array.length;
        }
        return bytes;
    }
}
