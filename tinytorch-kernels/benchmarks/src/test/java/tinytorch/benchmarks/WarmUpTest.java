package tinytorch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void smallOperationsTakeSecondsAndTrainingStepsEightyCalls() {
        assertThat(new WarmUp(1e-5).seconds(false)).isEqualTo(3);
        assertThat(new WarmUp(0.01).seconds(false)).isEqualTo(4);
        assertThat(new WarmUp(0.02).seconds(false)).isEqualTo(8);
        assertThat(new WarmUp(0.2).seconds(false)).isEqualTo(16);
        assertThat(new WarmUp(5).seconds(false)).isEqualTo(60);
        assertThat(new WarmUp(0.2).seconds(true)).isEqualTo(4);
    }
}
