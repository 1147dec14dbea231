package tinytorch.kernels.fusion;

import java.util.List;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Buffer;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * A chain of element-wise operations as one loop over blocks that fit the first cache. Operation by operation, each array would go to memory and come back
 * for the next one; block by block, an input is read from memory once, the result written once, and everything between stays in the cache. To go element
 * by element would need a compiler; the loops of a block are the same as ever, which is nearly as good. (Boncz, Zukowski and Nes, "MonetDB/X100:
 * Hyper-Pipelining Query Execution", 2005.)
 */
final class Program {
    /** Elements in a block: with six places, 24 KB. */
    static final int BLOCK = 1024;

    /** Room for all places, the thread's own. */
    private static final ThreadLocal<Buffer> SCRATCH = ThreadLocal.withInitial(Buffer::new);

    private final List<Value> values;
    private final Places places;

    /** @param values as {@link Trace#of} gives them */
    Program(List<Value> values, Places places) {
        this.values = values;
        this.places = places;
    }

    /** The result for inputs that are contiguous and of one shape. */
    Tensor run(List<Tensor> inputs) {
        int n = inputs.getFirst().size();
        Tensor result = Tensor.empty(inputs.getFirst().dims());
        float[] out = result.data();
        int blocks = (n + BLOCK - 1) / BLOCK;
        Kernels.active().parallel(blocks, (from, to) -> {
            float[] scratch = SCRATCH.get().of(places.count() * BLOCK);
            for (int block = from; block < to; block++) {
                int at = block * BLOCK;
                run(inputs, at, Math.min(BLOCK, n - at), scratch, out);
            }
        });
        return result;
    }

    /**
     * Computes all values for the n elements from {@code at} on, in order, each with {@link Kernels#unary} or {@link Kernels#binary} on the whole block. Value number i is written to
     * {@code scratch} from {@code places.of(i) * BLOCK} on; the last value goes to the result itself, {@code out} from {@code at} on. Inputs and constants are there already.
     */
    private void run(List<Tensor> inputs, int at, int n, float[] scratch, float[] out) {
        // tito:begin kernels.fuse
        Kernels kernels = Kernels.active();
        for (int number = 0; number < values.size(); number++) {
            boolean last = number == values.size() - 1;
            float[] to = last ? out : scratch;
            int toAt = last ? at : places.of(number) * BLOCK;
            switch (values.get(number)) {
                case Value.Input _, Value.Constant _ -> { }
                case Value.Unary(UnaryOp op, int x) -> {
                    Source source = source(x, inputs, at, scratch);
                    kernels.unary(op, n, source.data(), source.at(), source.step(), to, toAt, 1);
                }
                case Value.Binary(BinaryOp op, int a, int b) -> {
                    Source left = source(a, inputs, at, scratch);
                    Source right = source(b, inputs, at, scratch);
                    kernels.binary(op, n, left.data(), left.at(), left.step(), right.data(), right.at(), right.step(), to, toAt, 1);
                }
            }
        }
        // tito:end
    }

    /** Where a value is read. */
    private record Source(float[] data, int at, int step) { }

    /**
     * Where a block reads value {@code number}: an input in its own array, from its offset and {@code at} on; a constant from an array of one number, with step 0; anything else in its place in
     * {@code scratch}.
     */
    private Source source(int number, List<Tensor> inputs, int at, float[] scratch) {
        // tito:begin kernels.fuse
        return switch (values.get(number)) {
            case Value.Input(int which) -> new Source(inputs.get(which).data(), inputs.get(which).offset() + at, 1);
            case Value.Constant(float x) -> new Source(new float[] {x}, 0, 0);
            case Value.Unary _, Value.Binary _ -> new Source(scratch, places.of(number) * BLOCK, 1);
        };
        // tito:end
    }
}
