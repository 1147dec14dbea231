package tinytorch.train;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;

@Tag("train.early-stopping")
class EarlyStoppingTest {
    private final Sequential network = Fixtures.scale(0);

    /**
     * Shows these values one by one, the network's weight being the number of the epoch; gives after which epoch it is over, 0 for
     * never.
     */
    private int overAfter(EarlyStopping early, double... values) {
        for (int epoch = 1; epoch <= values.length; epoch++) {
            set(epoch);
            early.observe(epoch, values[epoch - 1], network);
            if (early.over()) {
                return epoch;
            }
        }
        return 0;
    }

    private void set(float weight) {
        Tracking.off(() -> network.parameters().get("0.weight").fill(weight));
    }

    private static Check observe(String values) {
        return Check.call("EarlyStopping.observe", values);
    }

    @Test
    void itIsOverAfterPatienceEpochsThatWereNotBetter() {
        observe("5, 3, 4, 2, 2, 2 with patience 2").because("3 beats 5, 4 does not beat 3, 2 does; the last two don't beat 2")
                .equal(() -> overAfter(EarlyStopping.onSmallest("loss", 2), 5, 3, 4, 2, 2, 2), 6);
        observe("1, 2 with patience 1").equal(() -> overAfter(EarlyStopping.onSmallest("loss", 1), 1, 2), 2);
        observe("4, 3, 2, 1 with patience 1").because("it always gets better")
                .equal(() -> overAfter(EarlyStopping.onSmallest("loss", 1), 4, 3, 2, 1), 0);
    }

    @Test
    void aBetterEpochStartsTheWaitAnew() {
        observe("5, 6, 4, 5, 3, 4 with patience 2").because("never two in a row")
                .equal(() -> overAfter(EarlyStopping.onSmallest("loss", 2), 5, 6, 4, 5, 3, 4), 0);
    }

    @Test
    void largerMayBeBetter() {
        observe("accuracies 0.5, 0.7, 0.6, 0.7 with patience 2").because("0.7 again is not more than 0.7")
                .equal(() -> overAfter(EarlyStopping.onLargest("accuracy", 2), 0.5, 0.7, 0.6, 0.7), 4);
        EarlyStopping early = EarlyStopping.onLargest("accuracy", 2);
        observe("accuracies 0.5, 0.7, 0.6").run(() -> overAfter(early, 0.5, 0.7, 0.6));
        Check.call("EarlyStopping.best").equal(early::best, 0.7);
        Check.call("EarlyStopping.bestEpoch").equal(early::bestEpoch, 2);
    }

    @Test
    void tooSmallADifferenceIsNone() {
        observe("5, 4.9, 4.8 with patience 2, minDelta 0.5").because("4.5 would have to be beaten")
                .equal(() -> overAfter(EarlyStopping.onSmallest("loss", 2).minDelta(0.5), 5, 4.9, 4.8), 3);
        observe("5, 4.8, 4.4 with patience 2, minDelta 0.5").because("the difference to the best counts, not that to the last").equal(
                () -> overAfter(EarlyStopping.onSmallest("loss", 2).minDelta(0.5), 5, 4.8, 4.4), 0);
        observe("1, 1.2, 1.4 with patience 2, minDelta 0.5, larger is better")
                .equal(() -> overAfter(EarlyStopping.onLargest("accuracy", 2).minDelta(0.5), 1, 1.2, 1.4), 3);
    }

    @Test
    void notANumberIsNeverBetter() {
        observe("NaN, 3, NaN, NaN with patience 2").because("the first number is the best so far")
                .equal(() -> overAfter(EarlyStopping.onSmallest("loss", 2), Double.NaN, 3, Double.NaN, Double.NaN), 4);
        observe("NaN, NaN with patience 2").equal(() -> overAfter(EarlyStopping.onLargest("accuracy", 2), Double.NaN, Double.NaN), 2);
    }

    @Test
    void theNetworkOfTheBestEpochComesBack() {
        EarlyStopping early = EarlyStopping.onSmallest("loss", 2);
        observe("5, 3, 4, 6").run(() -> overAfter(early, 5, 3, 4, 6));
        Check.call("EarlyStopping.restoreBest", "weights 1, 2, 3, 4 with losses 5, 3, 4, 6")
                .because("epoch 2 was the best, and training went on in the same tensors: only a copy keeps its weight")
                .equal(() -> {
                    early.restoreBest(network);
                    return Fixtures.weight(network);
                }, 2f);
    }

    @Test
    void withoutABestEpochTheNetworkStays() {
        set(7);
        Check.call("EarlyStopping.restoreBest", "before the first epoch").equal(() -> {
            EarlyStopping.onSmallest("loss", 2).restoreBest(network);
            return Fixtures.weight(network);
        }, 7f);
    }

    @Test
    void theValueIsTakenFromTheEpochByItsName() {
        EarlyStopping early = EarlyStopping.onSmallest("validation loss", 1);
        EpochRecord epoch = new EpochRecord(1, 10, 0.1, 100, 1, Map.of("train loss", 1.0, "validation loss", 3.0));
        Check.call("EarlyStopping.observe", epoch.values()).equal(() -> {
            early.observe(epoch, network);
            return early.best();
        }, 3.0);
        EpochRecord without = new EpochRecord(2, 20, 0.1, 100, 1, Map.of("train loss", 1.0));
        Check.call("EarlyStopping.observe", without.values()).refuses(IllegalArgumentException.class, () -> {
            early.observe(without, network);
            return null;
        }, "validation loss", "train loss");
        Check.call("EarlyStopping.onSmallest", 0).refuses(IllegalArgumentException.class, () -> EarlyStopping.onSmallest("loss", 0), "patience");
    }
}
