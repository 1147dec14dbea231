package tinytorch.kernels.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.UnaryOp;
import tinytorch.testkit.Check;

@Tag("kernels.places")
class PlacesTest {
    private static final UnaryOp EXP = new UnaryOp.Exp();

    private static void places(String what, String why, List<Value> values, int... expected) {
        Check check = Check.call("Places.assign", what).because(why);
        Places places = check.run(() -> Places.assign(values));
        List<String> seen = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (int number = 0, k = 0; number < values.size(); number++) {
            if (computed(values.get(number))) {
                seen.add("value " + number + " in place " + places.of(number));
                wanted.add("value " + number + " in place " + expected[k++]);
            }
        }
        check.equal(() -> seen, wanted);
    }

    private static boolean computed(Value value) {
        return value instanceof Value.Unary || value instanceof Value.Binary;
    }

    @Test
    void theWorkedExample() {
        places("x, exp(0), neg(0), 1 + 2, 3 * 1", "value 1 is read at the end, so value 2 can't have its place; value 3 can have that of value 2", List.of(new Value.Input(0), new Value.Unary(EXP, 0),
                new Value.Unary(new UnaryOp.Neg(), 0), new Value.Binary(BinaryOp.ADD, 1, 2), new Value.Binary(BinaryOp.MUL, 3, 1)), 0, 1, 1, 0);
    }

    @Test
    void aChainNeedsOnePlace() {
        places("x / (1 + exp(-x))", "each value is read by the next alone; inputs and constants need no place", Chains.SILU_VALUES, 0, 0, 0, 0);
        Check.call("Places.assign: count", "x / (1 + exp(-x))").equal(() -> Places.assign(Chains.SILU_VALUES).count(), 1);
    }

    @Test
    void aValueThatIsReadLaterKeepsItsPlace() {
        places("g * (exp(-x * x / 2) + x * x) - b", "the square lives on beside one other value", Chains.PRODUCT_VALUES, 0, 1, 1, 0, 0, 0);
        Check.call("Places.assign: count", "g * (exp(-x * x / 2) + x * x) - b").equal(() -> Places.assign(Chains.PRODUCT_VALUES).count(), 2);
    }

    @Test
    void theLowestFreePlaceIsTaken() {
        List<Value> values = List.of(new Value.Input(0), new Value.Unary(EXP, 0), new Value.Unary(EXP, 1), new Value.Binary(BinaryOp.MUL, 1, 2), new Value.Binary(BinaryOp.SUB, 2, 3),
                new Value.Unary(EXP, 4), new Value.Binary(BinaryOp.ADD, 4, 5));
        places("a diamond", "place 0 is free again when value 1 has been read for the last time, place 1 when value 2 has", values, 0, 1, 0, 0, 1, 0);
    }

    @Test
    void noValueIsOverwrittenWhileItIsNeeded() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 200; trial++) {
            List<Value> values = new ArrayList<>(List.of(new Value.Input(0), new Value.Constant(2)));
            while (values.size() < 14) {
                values.add(new Value.Binary(BinaryOp.ADD, random.nextInt(values.size()), random.nextInt(values.size())));
            }
            Places places = Check.call("Places.assign", values).run(() -> Places.assign(values));
            for (int value = 2; value < values.size(); value++) {
                for (int later = value + 1; later < values.size(); later++) {
                    int number = value;
                    int next = later;
                    boolean needed = values.stream().skip(later + 1).anyMatch(reader -> reader.reads(number));
                    Check.call("Places.assign", values).because("value " + value + " is read after value " + later + " has been written")
                            .holds(!needed || places.of(number) != places.of(next), "places of their own", "both in place " + places.of(number));
                }
            }
        }
    }
}
