package tinytorch.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bytes that have to be read or written, if each array goes through memory once: what a benchmark did, for JMH to divide by the time it took. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Bytes {
    /** So far in this iteration. */
    public double bytes;
}
