package tinytorch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class CheckTest {

    private static String failure(Values expected, Values actual) {
        return catchThrowable(() -> Check.call("Tensor.add", "(2, 3)", "(3,)").because("rows repeat").gives(() -> actual, expected)).getMessage();
    }

    @Test
    void valuesWithinToleranceAreAccepted() {
        Values expected = Values.of(new double[] {1, 2}, 2);
        assertThatCode(() -> Check.call("f").gives(() -> Values.of(new float[] {1.000001f, 2}, 2), expected)).doesNotThrowAnyException();
    }

    @Test
    void failureNamesCallWorstPlaceBothValuesAndReason() {
        String message = failure(Values.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3), Values.of(new double[] {1, 2, 3, 4, 5.5, 9}, 2, 3));
        assertThat(message).isEqualTo("""
                Tensor.add((2, 3), (3,)): wrong values
                  shape     (2, 3), as expected
                  wrong     2 of 6 values, marked *
                  worst     expected 6.0, actual 9.0 at [1, 2], off by 3.0 (tolerance 1e-06 + 1e-05 * |expected|)
                  expected  [0]   1.0   2.0   3.0
                            [1]   4.0   5.0   6.0
                  actual    [0]   1.0   2.0   3.0
                            [1]   4.0  *5.5  *9.0
                  why       rows repeat
                """);
    }

    @Test
    void wrongShapeIsToldWithBothShapes() {
        assertThat(failure(Values.of(new double[] {1, 2}, 2), Values.of(new double[] {1, 2}, 1, 2)))
                .contains("wrong shape").contains("shape (2,)").contains("shape (1, 2)");
    }

    @Test
    void notANumberIsWorseThanAnyDistance() {
        assertThat(failure(Values.of(new double[] {1, 2}, 2), Values.of(new double[] {100, Double.NaN}, 2))).contains("actual NaN at [1] (");
    }

    @Test
    void nothingButInfinityIsAsGoodAsInfinity() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(failure(Values.of(new double[] {infinity, 2}, 2), Values.of(new double[] {1e30, 2}, 2))).contains(" at [0] (");
        assertThat(failure(Values.of(new double[] {infinity, 2}, 2), Values.of(new double[] {-infinity, 2}, 2))).contains(" at [0] (");
        Check.call("f").gives(() -> Values.of(new double[] {infinity}, 1), Values.of(new double[] {infinity}, 1));
    }

    @Test
    void longResultsAreCutAndTheirFirstDifferenceTold() {
        float[] expected = new float[5000];
        float[] actual = expected.clone();
        actual[4321] = 7;
        Throwable failure = catchThrowable(() -> Check.call("f").equal(() -> actual, expected));
        assertThat(failure).hasMessageContaining("first at  [4321]\n").hasMessageContaining("actual    [..., 0.0, 0.0, 0.0, 0.0, 7.0, 0.0, 0.0, 0.0, 0.0, ...]");
        assertThat(failure.getMessage()).hasSizeLessThan(2000);
        assertThat(catchThrowable(() -> Check.call("f").equal(() -> new float[4999], expected))).hasMessageContaining("expected 5000, actual 4999");
    }

    @Test
    void exceptionOfTheCallIsAFailureThatTellsWhere() {
        Throwable failure = catchThrowable(() -> Check.call("f", 3).run(() -> Integer.parseInt("x")));
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("f(3): threw NumberFormatException");
    }

    @Test
    void missingRefusalIsAFailure() {
        Throwable failure = catchThrowable(() -> Check.call("f", 3).refuses(IllegalArgumentException.class, () -> 7));
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("not refused").hasMessageContaining("it returned 7");
    }

    @Test
    void centralDifferenceOfAProductIsItsGradient() {
        double[] gradient = CentralDifference.gradient(x -> new double[] {x[0] * x[1], x[1]}, new double[] {2, 3}, new double[] {10, 1});
        assertThat(gradient[0]).isCloseTo(30, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(gradient[1]).isCloseTo(21, org.assertj.core.data.Offset.offset(1e-6));
    }
}
