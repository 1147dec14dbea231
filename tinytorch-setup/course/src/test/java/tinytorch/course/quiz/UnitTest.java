package tinytorch.course.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as people type them. */
class UnitTest {

    @ParameterizedTest
    @CsvSource({"B, 1.5 GB, 1.5e9", "B, 1.5GiB, 1610612736", "B, 3e9, 3e9", "B, 24 kB, 24000", "B, 24 KB, 24000", "B, 1 k, 1000", "GB, 1.5, 1.5e9", "GB, 1500 MB, 1.5e9",
        "ms, 12, 0.012", "ms, 0.2 s, 0.2", "ms, 3 us, 3e-6", "ms, 3 µs, 3e-6", "s, 2 min, 120", "s, 1 h, 3600", "GFLOP/s, 20, 20e9", "GFLOP/s, 20 GFLOP/s, 20e9",
        "MB/s, 1.5 GB/s, 1.5e9", "tokens, 3 k, 3000", "tokens, 3 k tokens, 3000", "tokens, 12 tokens, 12", "x, 6.5, 6.5", "x, 6.5 x, 6.5", "%, 63 %, 63", "'', 7_077_888, 7077888",
        "'', 2^10, 1024", "'', .5, 0.5", "'', +5, 5", "FLOP/B, 10, 10"})
    void areUnderstood(String unit, String typed, double expected) {
        assertThat(Unit.of(unit).parse(typed)).isCloseTo(expected, within(expected * 1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "1,5", "1,000,000", "-1", "-0.5 GB", "1.2.3", "12 ms", "5 GB/s", "5 XB", "NaN", "1e", "two", "1 5", "3 m", "1/2"})
    void areRefusedWithAnExample(String typed) {
        assertThatThrownBy(() -> Unit.of("B").parse(typed)).isInstanceOf(IllegalArgumentException.class).hasMessageMatching("(?s).*(such as 1.5 GB|1.5, 1500|negative).*");
    }

    @Test
    void anEstimateIsRightWithinAFactorAndACountExactly() {
        Expected.Number estimate = new Expected.Constant(100, Unit.of("B"), 1.25);
        assertThat(estimate.accepts(80, 100) && estimate.accepts(125, 100)).isTrue();
        assertThat(estimate.accepts(79, 100) || estimate.accepts(126, 100) || estimate.accepts(0, 100)).isFalse();
        Expected.Number count = new Expected.Constant(1257, Unit.of(""), 1);
        assertThat(count.accepts(1257, 1257)).isTrue();
        assertThat(count.accepts(1258, 1257)).isFalse();
        assertThat(count.accepts(0, 0)).isTrue();
    }
}
