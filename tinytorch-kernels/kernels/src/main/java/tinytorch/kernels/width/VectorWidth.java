package tinytorch.kernels.width;

import java.lang.System.Logger.Level;
import java.util.List;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that all kernels work with: those of this machine's registers, or of as many bits as the system property {@value #PROPERTY} says. It is read
 * once, so that the compiler takes the number of lanes for a constant.
 *
 * <p>The property is there for tests: a machine with 512 bits can show that nothing depends on them. Vectors wider than the machine's give the same
 * numbers, but each operation makes an object then; that is logged.
 */
public final class VectorWidth {
    /** The system property: 128, 256 or 512. */
    public static final String PROPERTY = "tinytorch.vector.bits";

    private static final List<String> ALLOWED = List.of("128", "256", "512");
    private static final VectorShape SHAPE = shape(System.getProperty(PROPERTY, ""), VectorShape.preferredShape());

    public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_128.withShape(SHAPE);
    /** As wide as {@link #FLOATS}, so half as many. */
    public static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_128.withShape(SHAPE);
    /** As many floats as {@link #DOUBLES} holds doubles, in half the bits: what is loaded to be converted. */
    public static final VectorSpecies<Float> HALF_FLOATS = FloatVector.SPECIES_64.withShape(VectorShape.forBitSize(SHAPE.vectorBitSize() / 2));
    /** Floats in a vector. */
    public static final int LANES = FLOATS.length();

    private VectorWidth() {
    }

    /**
     * Bits in a vector.
     *
     * @throws ExceptionInInitializerError if the property names a width that does not exist, with the reason as its cause
     */
    public static int bits() {
        return SHAPE.vectorBitSize();
    }

    /**
     * The shape that is asked for, or the machine's if nothing is.
     *
     * @throws IllegalArgumentException if no vectors are that wide
     */
    static VectorShape shape(String bits, VectorShape machine) {
        if (bits.isEmpty()) {
            return machine;
        }
        if (!ALLOWED.contains(bits)) {
            throw new IllegalArgumentException(PROPERTY + ": vectors have 128, 256 or 512 bits, got '" + bits + "'. Leave it out to use this machine's "
                    + machine.vectorBitSize() + ".");
        }
        VectorShape asked = VectorShape.forBitSize(Integer.parseInt(bits));
        if (asked.vectorBitSize() > machine.vectorBitSize()) {
            System.getLogger(VectorWidth.class.getName()).log(Level.WARNING, "Vectors of " + bits + " bits on a machine whose registers have "
                    + machine.vectorBitSize() + ": the numbers are right, but every operation makes an object.");
        }
        return asked;
    }
}
