package tinytorch.model;

/**
 * How latency is measured: on one thread, one example a call, first until the compiled code is there, then in blocks of calls on different examples.
 *
 * @param warmUpCalls   so many calls at least are not timed
 * @param warmUpSeconds and for so long
 * @param blocks        of timed calls
 * @param calls         of a block
 */
public record Protocol(int warmUpCalls, double warmUpSeconds, int blocks, int calls) {
    /** The competition's. */
    public static final Protocol STANDARD = new Protocol(200, 6, 5, 100);
    /** Ends at once, to try out everything but the time. */
    public static final Protocol QUICK = new Protocol(2, 0, 2, 5);

    public Protocol {
        if (warmUpCalls < 0 || !(warmUpSeconds >= 0) || blocks < 1 || calls < 1) {
            throw new IllegalArgumentException("Protocol: calls and blocks must be positive, got " + warmUpCalls + ", " + warmUpSeconds + ", " + blocks + ", " + calls + ".");
        }
    }
}
