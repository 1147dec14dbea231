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

    /** The place of a value that is computed. */
    int place(int number) {
        return places[number];
    }

    /**
     * Gives each value that is computed a place, {@code places[number]}: the lowest that is free. A place is free when no step after this one reads what it
     * holds ({@link #isRead}), so a result may take the place of an operand: each element is read before it is written. Inputs and constants need none. A compiler does the same with
     * registers. (Poletto and Sarkar, "Linear Scan Register Allocation", 1999.)
     *
     * <p>Worked example: the values 0: x, 1: exp(0), 2: neg(0), 3: 1 + 2, 4: 3 * 1. Value 1 gets place 0. It is read later, so value 2 gets place 1. Value 3 is computed when value 2 is read for the last
     * time, so it takes place 1; value 4 takes place 0, as value 1 isn't read after it. Two places for four values.
     *
     * @return how many are needed
     */
    private int assign() {
        // tito:begin kernels.places
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
        // tito:end
    }

    /** Whether any value from number {@code from} on reads this one. */
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

    /**
     * Computes all values for the n elements from {@code at} on, in order, each with {@link Kernels#unary} or {@link Kernels#binary} on the whole block. Value number i is written to
     * {@code scratch} from {@code places[i] * BLOCK} on; the last value goes to the result itself, {@code out} from {@code at} on. Inputs and constants are there already.
     */
    private void run(List<Tensor> inputs, int at, int n, float[] scratch, float[] out) {
        // tito:begin kernels.fuse
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
            case Value.Unary _, Value.Binary _ -> new Source(scratch, places[number] * BLOCK, 1);
        };
        // tito:end
    }
}
