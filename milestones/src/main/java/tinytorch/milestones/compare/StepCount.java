package tinytorch.milestones.compare;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import tinytorch.tensor.Concat;
import tinytorch.tensor.Copy;
import tinytorch.tensor.IndexSelect;
import tinytorch.tensor.MatMul;
import tinytorch.tensor.Op;
import tinytorch.tensor.Origin;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.ViewOp;

/**
 * What a forward pass did and left behind, counted in its graph.
 *
 * @param products   multiplications and additions of its matrix products and convolutions
 * @param others     numbers that all its other operations gave
 * @param nodes      operations in the graph
 * @param activation bytes of all results that backward may need
 */
record StepCount(long products, long others, int nodes, long activation) {

    /** Walks the graph under a loss; what has no origin (parameters, inputs) is not counted. */
    static StepCount of(Tensor loss) {
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<float[]> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Tensor> open = new ArrayDeque<>(List.of(loss));
        long products = 0;
        long others = 0;
        int nodes = 0;
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (!seen.add(tensor)) {
                continue;
            }
            Origin origin = tensor.origin();
            if (origin == null) {
                leaves.add(tensor.data());
                continue;
            }
            nodes++;
            arrays.add(tensor.data());
            long product = product(origin, tensor);
            products += product;
            others += product > 0 || moves(origin.op()) ? 0 : tensor.size();
            open.addAll(origin.inputs());
        }
        arrays.removeAll(leaves);
        long bytes = 0;
        for (float[] array : arrays) {
            bytes += (long) array.length * Float.BYTES;
        }
        return new StepCount(products, others, nodes, bytes);
    }

    /** Two operations, a product and a sum, for each number of the result and each term of it; 0 for what is no product. */
    private static long product(Origin origin, Tensor result) {
        List<Tensor> inputs = origin.inputs();
        if (origin.op() instanceof MatMul) {
            return 2L * result.size() * inputs.getFirst().dim(-1);
        }
        String module = origin.op().getClass().getPackageName();
        if (module.endsWith(".spatial") && inputs.size() > 1 && inputs.get(1).rank() == 4) {
            return 2L * result.size() * (inputs.get(1).size() / inputs.get(1).dim(0));
        }
        // An attention in one piece: q (.., T, d), k (.., S, d) and v (.., S, e) give scores (.., T, S) and a result (.., T, e).
        if (module.endsWith(".attention") && inputs.size() >= 3) {
            long scores = (long) inputs.get(0).size() / inputs.get(0).dim(-1) * inputs.get(1).dim(-2);
            return 2 * scores * (inputs.get(0).dim(-1) + inputs.get(2).dim(-1));
        }
        return 0;
    }

    /** Whether an operation only moves numbers, or gives another view of them. */
    private static boolean moves(Op op) {
        return op instanceof ViewOp || op instanceof Copy || op instanceof IndexSelect || op instanceof Concat || op.getClass().getSimpleName().equals("Lookup");
    }
}
