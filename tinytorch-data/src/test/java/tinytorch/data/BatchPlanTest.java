package tinytorch.data;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("data.batches")
class BatchPlanTest {
    private static final int[] ORDER = {9, 4, 7, 1, 0, 3, 8, 2, 6, 5};

    @Test
    void countsTheBatches() {
        int[][] cases = {{10, 4, 3, 2}, {12, 4, 3, 3}, {3, 4, 1, 0}, {0, 4, 0, 0}, {1, 1, 1, 1}, {10, 1, 10, 10}, {10, 10, 1, 1}, {11, 10, 2, 1}};
        for (int[] c : cases) {
            Check.call("BatchPlan.count", c[0] + " examples", "batches of " + c[1], "dropLast false").because("the last batch may be smaller")
                    .equal(() -> BatchPlan.count(c[0], c[1], false), c[2]);
            Check.call("BatchPlan.count", c[0] + " examples", "batches of " + c[1], "dropLast true").because("only full batches count")
                    .equal(() -> BatchPlan.count(c[0], c[1], true), c[3]);
        }
    }

    @Test
    void batchesFollowTheOrder() {
        BatchPlan plan = new BatchPlan(ORDER, 4, false);
        Check.call("BatchPlan.indices", 0).equal(() -> plan.indices(0), new int[] {9, 4, 7, 1});
        Check.call("BatchPlan.indices", 1).equal(() -> plan.indices(1), new int[] {0, 3, 8, 2});
    }

    @Test
    void theLastBatchHasWhatIsLeft() {
        BatchPlan plan = new BatchPlan(ORDER, 4, false);
        Check.call("BatchPlan.indices", 2).because("10 examples are 4 + 4 + 2").equal(() -> plan.indices(2), new int[] {6, 5});
        Check.call("BatchPlan.indices", 0).because("a batch may be larger than the dataset").equal(() -> new BatchPlan(ORDER, 100, false).indices(0), ORDER);
    }

    @Test
    void thereIsNoBatchAfterTheLast() {
        BatchPlan keep = new BatchPlan(ORDER, 4, false);
        BatchPlan drop = new BatchPlan(ORDER, 4, true);
        Check.call("BatchPlan.indices", 1).equal(() -> drop.indices(1), new int[] {0, 3, 8, 2});
        Check.call("BatchPlan.indices", "3 of 3").refuses(IndexOutOfBoundsException.class, () -> Arrays.toString(keep.indices(3)), "3");
        Check.call("BatchPlan.indices", "2 of 2, dropLast").because("with dropLast the last, smaller batch does not exist")
                .refuses(IndexOutOfBoundsException.class, () -> Arrays.toString(drop.indices(2)), "2");
        Check.call("BatchPlan.indices", -1).refuses(IndexOutOfBoundsException.class, () -> Arrays.toString(keep.indices(-1)), "-1");
    }

    @Test
    void theCallerMayChangeWhatItGets() {
        BatchPlan plan = new BatchPlan(ORDER.clone(), 4, false);
        Check.call("BatchPlan.indices", 0).run(() -> plan.indices(0))[0] = 1000;
        Check.call("BatchPlan.indices", 0).because("the order stays as it is").equal(() -> plan.indices(0), new int[] {9, 4, 7, 1});
    }
}
