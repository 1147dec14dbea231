package tinytorch.kernels.fusion;

import java.util.ArrayList;
import java.util.List;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * A chain of element-wise operations as one loop over blocks that fit the first cache. Operation by operation, each array would go to memory and come back
 * for the next one; block by block, an input is read from memory once, the result written once, and everything between stays in the cache. To go element
 * by element would need a compiler; the loops of a block are the same as ever, which is nearly as good. (Boncz, Zukowski and Nes, "MonetDB/X100:
 * Hyper-Pipelining Query Execution", 2005.)
 *
 * <p>Values share places: that of a value which no later step reads is free for the next.
 */
final class Program {
    /** Elements in a block: with six places, 24 KB. */
    static final int BLOCK = 1024;

    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);

    private final List<Value> values;
    private final int[] places;
    private final int count;

    /** @param values as {@link Trace#of} gives them */
    Program(List<Value> values) {
        this.values = values;
        this.places = new int[values.size()];
        this.count = assign();
    }

    /** How many places there are. */
    int places() {
        return count;
    }

    /**
     * Gives each value that is computed a place, {@code places[number]}: the lowest that is free. A place is free when no step after this one reads what it
     * holds, so a result may take the place of an operand.
     *
     * @return how many are needed
     */
    private int assign() {
        List<Integer> holders = new ArrayList<>();   // the value that each place holds
        for (int number = 0; number < places.length; number++) {
            if (values.get(number) instanceof Value.Input || values.get(number) instanceof Value.Constant) {
                continue;
            }
            int place = 0;
            while (place < holders.size() && isRead(holders.get(place), number + 1)) {
                place++;
            }
            if (place == holders.size()) {
                holders.add(number);
            }
            holders.set(place, number);
            places[number] = place;
        }
        return holders.size();
    }

    private boolean isRead(int number, int from) {
        for (int reader = from; reader < values.size(); reader++) {
            if (values.get(reader).reads(number)) {
                return true;
            }
        }
        return false;
    }

    /** The result for inputs that are contiguous and of one shape. */
    Tensor run(List<Tensor> inputs) {
        int n = inputs.getFirst().size();
        Tensor result = Tensor.empty(inputs.getFirst().dims());
        float[] out = result.data();
        int blocks = (n + BLOCK - 1) / BLOCK;
        Kernels.active().parallel(blocks, (from, to) -> {
            float[] scratch = scratch();
            for (int block = from; block < to; block++) {
                int at = block * BLOCK;
                run(inputs, at, Math.min(BLOCK, n - at), scratch, out);
            }
        });
        return result;
    }

    /** Room for all places, the thread's own: a new array would come from memory that no cache holds. */
    private float[] scratch() {
        if (SCRATCH.get().length < count * BLOCK) {
            SCRATCH.set(new float[count * BLOCK]);
        }
        return SCRATCH.get();
    }

    /** The n elements from {@code at} on. The last value goes to the result itself. */
    private void run(List<Tensor> inputs, int at, int n, float[] scratch, float[] out) {
        Kernels kernels = Kernels.active();
        for (int number = 0; number < places.length; number++) {
            boolean last = number == places.length - 1;
            float[] to = last ? out : scratch;
            int toAt = last ? at : places[number] * BLOCK;
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
    }

    /** Where a value is read. */
    private record Source(float[] data, int at, int step) { }

    private Source source(int number, List<Tensor> inputs, int at, float[] scratch) {
        return switch (values.get(number)) {
            case Value.Input(int which) -> new Source(inputs.get(which).data(), inputs.get(which).offset() + at, 1);
            case Value.Constant(float x) -> new Source(new float[] {x}, 0, 0);
            case Value.Unary _, Value.Binary _ -> new Source(scratch, places[number] * BLOCK, 1);
        };
    }
}
