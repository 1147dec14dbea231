package tinytorch.workbench;

/**
 * Where results go that nobody needs. The just-in-time compiler removes a computation whose result is not used, and a
 * benchmark then measures an empty loop. Handing the result to the sink is a use that the compiler can't see through:
 * another thread might read a {@code volatile} field. The same idea is JMH's {@code Blackhole}. A volatile write costs
 * more than an addition, so hand over one result for a whole loop, not one for each element.
 */
public final class Sink {
    private static volatile Object object;
    private static volatile double number;

    private Sink() {
    }

    /** Uses an object: an array, a tensor. It stays reachable until the next one comes. */
    public static void keep(Object value) {
        object = value;
    }

    /** Uses a number, without boxing it; also for {@code int} and {@code float}. */
    public static void keep(double value) {
        number = value;
    }

    /** Lets go of the object kept last, so that its memory can be collected. */
    public static void clear() {
        object = null;
        number = 0;
    }
}
