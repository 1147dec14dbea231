package tinytorch.milestones.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tinytorch.data.Batch;
import tinytorch.data.SplitMix;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Window;
import tinytorch.optim.AdamW;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.text.transformer.TokenLoss;
import tinytorch.train.CrossEntropyLoss;

/** The bill of small networks, counted by hand. */
class BillTest {

    @Test
    void aLinearNetworkIsCounted() {
        Layer network = new Sequential(new Linear(3, 5, SplitMix.of(1)), new ActivationLayer(new ReLU()), new Linear(5, 2, SplitMix.of(2)));
        Bill bill = bill("linear", network, new Batch(Tensor.ones(4, 3), Tensor.of(0, 1, 1, 0)));
        assertThat(bill.parameters()).isEqualTo(32);
        assertThat(bill.gradients()).isEqualTo(4 * 32);
        assertThat(bill.optimizer()).isGreaterThanOrEqualTo(2 * 4 * 32);
        assertThat(bill.count().products()).isEqualTo(2 * 4 * (3 * 5 + 5 * 2));
        assertThat(bill.count().others()).as("two biases, ReLU, loss").isEqualTo(4 * 5 + 4 * 5 + 4 * 2 + 1);
        assertThat(bill.operations()).isEqualTo((200 + 49) / 4.0);
        assertThat(bill.step()).isPositive();
    }

    @Test
    void aConvolutionIsCounted() {
        Layer network = new Sequential(new Conv2d(2, 3, Window.of(3), SplitMix.of(1)), new Flatten());
        Bill bill = bill("convolution", network, new Batch(Tensor.ones(2, 2, 5, 5), Tensor.of(0, 1)));
        assertThat(bill.count().products()).isEqualTo(2 * 2 * (3 * 3 * 3) * (2 * 3 * 3));
    }

    @Test
    void aGptIsCountedAndComparedAndItsTimeSharedOut() {
        int tokens = 2 * 6;
        Gpt gpt = new Gpt(new GptConfig(7, 6, 1, 2, 8, true), SplitMix.of(1));
        Batch batch = new Batch(Tensor.ones(2, 6), Tensor.ones(2, 6));
        Workload work = new Workload("GPT", "window", gpt, new TokenLoss(), new AdamW(gpt.parameters(), 1e-3), () -> { }, batch);
        Bill bill = Bill.of(work, 0.05, 0.2, () -> false);
        int weights = 8 * 24 + 8 * 8 + 2 * 8 * 32 + 8 * 7;
        int attention = 2 * 6 * 8;
        assertThat(bill.count().products()).isEqualTo(2L * tokens * (weights + attention));
        assertThat(bill.shares().values().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
        assertThat(new Comparison(bill, bill).text()).contains("parameters", "GPT", "results kept for backward", "time of a step").doesNotContain("NaN");
    }

    private static Bill bill(String name, Layer network, Batch batch) {
        return Bill.of(new Workload(name, "row", network, new CrossEntropyLoss(), new AdamW(network.parameters(), 1e-3), () -> { }, batch), 0, 0, () -> false);
    }
}
