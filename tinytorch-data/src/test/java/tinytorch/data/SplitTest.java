package tinytorch.data;

import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("data.split")
class SplitTest {

    @Test
    void aSubsetHasItsOwnOrder() {
        Dataset subset = new Subset(new Numbers(10), 7, 2, 7);
        Check.call("Subset.get", 0).because("place 0 of the subset is place 7 of the other").gives(() -> values(subset.get(0).input()), Values.of(new double[] {7}));
        Check.call("Subset.get", 1).gives(() -> values(subset.get(1).input()), Values.of(new double[] {2}));
        Check.call("Subset.get", 2).because("a place may occur twice").gives(() -> values(subset.get(2).input()), Values.of(new double[] {7}));
        Check.call("Subset.size").equal(subset::size, 3);
        Check.call("Subset.get", 3).refuses(IndexOutOfBoundsException.class, () -> subset.get(3), "3");
        Check.call("Subset", "place 10 of 10").refuses(IndexOutOfBoundsException.class, () -> new Subset(new Numbers(10), 10), "10");
    }

    @Test
    void aSubsetUsesTheFastWayToMakeABatch() {
        List<String> calls = new ArrayList<>();
        Dataset fast = new Numbers(10) {
            @Override
            public Batch batch(int... indices) {
                calls.add(Arrays.toString(indices));
                return new Batch(counting(indices.length), counting(indices.length));
            }
        };
        Dataset subset = new Subset(fast, 9, 8, 7, 6);
        Check.call("Subset.batch", "0, 2, 3").because("the batch that the other dataset made is the answer")
                .gives(() -> values(subset.batch(0, 2, 3).inputs()), values(counting(3)));
        Check.call("Subset.batch", "0, 2, 3").because("one call of the other dataset's batch, with its own places").equal(() -> calls, List.of("[9, 7, 6]"));
    }

    @Test
    void fractionsBecomeWholeNumbersOfExamples() {
        Check.call("Split.count", "10, 0.5, 0.25, 0.25").because("5, 2.5 and 2.5 are rounded down to 5, 2, 2; the one that is left goes to the first")
                .equal(() -> Split.count(10, 0.5, 0.25, 0.25), new int[] {6, 2, 2});
        Check.call("Split.count", "50000, 0.9, 0.1").equal(() -> Split.count(50_000, 0.9, 0.1), new int[] {45_000, 5_000});
        Check.call("Split.count", "7, 0.3, 0.3, 0.4").because("2.1, 2.1 and 2.8: one is left").equal(() -> Split.count(7, 0.3, 0.3, 0.4), new int[] {3, 2, 2});
        Check.call("Split.count", "7, four quarters").because("four times 1.75: three are left, one each for the first three")
                .equal(() -> Split.count(7, 0.25, 0.25, 0.25, 0.25), new int[] {2, 2, 2, 1});
        Check.call("Split.count", "11, 0.3, 0.3, 0.4").because("3.3, 3.3 and 4.4: the one that is left goes to the first")
                .equal(() -> Split.count(11, 0.3, 0.3, 0.4), new int[] {4, 3, 4});
        Check.call("Split.count", "8, 0.3, 0.3, 0.4").because("2.4, 2.4 and 3.2: one is left").equal(() -> Split.count(8, 0.3, 0.3, 0.4), new int[] {3, 2, 3});
        Check.call("Split.count", "0, 1").equal(() -> Split.count(0, 1), new int[] {0});
    }

    @Test
    void partsShareNoExampleAndLeaveNoneOut() {
        List<Subset> parts = Check.call("Split.sizes", "100 examples", "seed 3", "70, 0, 30").run(() -> Split.sizes(new Numbers(100), new SplitMix(3), 70, 0, 30));
        Check.call("Split.sizes", "70, 0, 30").equal(() -> parts.stream().map(Subset::size).toList(), List.of(70, 0, 30));
        int[] all = parts.stream().flatMapToInt(part -> IntStream.range(0, part.size()).map(i -> (int) part.get(i).input().item())).sorted().toArray();
        Check.call("Split.sizes", "70, 0, 30").because("together the parts are the dataset").equal(() -> all, IntStream.range(0, 100).toArray());
    }

    @Test
    void partsAreChosenAtRandomFromTheSeed() {
        int[] first = Check.call("Split.sizes", "100 examples", "seed 3", "50, 50").run(() -> firstPart(3));
        Check.call("Split.sizes", "seed 3").because("the same seed gives the same parts").equal(() -> firstPart(3), first);
        Check.call("Split.sizes", "seed 4").because("another seed gives others").equal(() -> Arrays.equals(firstPart(4), first), false);
        long late = Arrays.stream(first).filter(place -> place >= 50).count();
        Check.call("Split.sizes", "50, 50").because("a file may be sorted by class: the first half of it is no fair part")
                .holds(late > 10 && late < 40, "about half of the first part comes from the second half", late);
        int[] shuffled = Sampler.shuffle(100, new SplitMix(3));
        Check.call("Split.sizes", "seed 3").because("the first part has the first 50 of Sampler.shuffle").equal(() -> first, Arrays.copyOf(shuffled, 50));
    }

    private static int[] firstPart(long seed) {
        Subset part = Split.sizes(new Numbers(100), new SplitMix(seed), 50, 50).getFirst();
        return IntStream.range(0, part.size()).map(i -> (int) part.get(i).input().item()).toArray();
    }

    @Test
    void refusesSizesThatDoNotFit() {
        Check.call("Split.fractions", "0.9, 0.1").equal(() -> Split.fractions(new Numbers(10), new SplitMix(1), 0.9, 0.1).getLast().size(), 1);
        Check.call("Split.sizes", "10 examples", "5, 4").refuses(IllegalArgumentException.class, () -> Split.sizes(new Numbers(10), new SplitMix(1), 5, 4), "[5, 4]", "10");
        Check.call("Split.sizes", "11, -1").refuses(IllegalArgumentException.class, () -> Split.sizes(new Numbers(10), new SplitMix(1), 11, -1), "[11, -1]");
        Check.call("Split.fractions", "0.9, 0.2").refuses(IllegalArgumentException.class, () -> Split.fractions(new Numbers(10), new SplitMix(1), 0.9, 0.2), "0.9, 0.2");
    }
}
