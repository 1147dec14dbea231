package tinytorch.kernels.fusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the values of a chain are kept while a block of it is computed. Values share places: that of a value which no later step reads is free for the next.
 *
 * @param places the place of each value, counted from 0; whatever for an input or a constant
 * @param count  how many places there are
 */
record Places(int[] places, int count) {

    /** The place of a value that is computed. */
    int of(int number) {
        return places[number];
    }

    /**
     * Gives each value that is computed a place: the lowest that is free. A place is free when no step after this one reads what it
     * holds ({@link #isRead}), so a result may take the place of an operand: each element is read before it is written. Inputs and constants need none. A compiler does the same with
     * registers. (Poletto and Sarkar, "Linear Scan Register Allocation", 1999.)
     *
     * <p>Worked example: the values 0: x, 1: exp(0), 2: neg(0), 3: 1 + 2, 4: 3 * 1. Value 1 gets place 0. It is read later, so value 2 gets place 1. Value 3 is computed when value 2 is read for the last
     * time, so it takes place 1; value 4 takes place 0, as value 1 isn't read after it. Two places for four values.
     */
    static Places assign(List<Value> values) {
        // tito:begin kernels.places
        int[] places = new int[values.size()];
        List<Integer> holders = new ArrayList<>();   // the value that each place holds
        for (int number = 0; number < places.length; number++) {
            if (values.get(number) instanceof Value.Input || values.get(number) instanceof Value.Constant) {
                continue;
            }
            int place = 0;
            while (place < holders.size() && isRead(values, holders.get(place), number + 1)) {
                place++;
            }
            if (place == holders.size()) {
                holders.add(number);
            }
            holders.set(place, number);
            places[number] = place;
        }
        return new Places(places, holders.size());
        // tito:end
    }

    /** Whether any value from number {@code from} on reads this one. */
    private static boolean isRead(List<Value> values, int number, int from) {
        for (int reader = from; reader < values.size(); reader++) {
            if (values.get(reader).reads(number)) {
                return true;
            }
        }
        return false;
    }
}
