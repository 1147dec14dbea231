package tinytorch.data;

import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("data.loader")
class DataLoaderTest {
    private static final Transform RANDOM = (input, random) -> tensor(shape(), input.item() + 1000 * random.nextInt(1, 1000));

    @Test
    void givesAllExamplesInBatches() {
        DataLoader loader = DataLoader.of(new Numbers(10)).batchSize(4);
        Check.call("for (Batch batch : loader)", "10 examples in batches of 4").equal(() -> inputs(loader),
                List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9)));
        Check.call("DataLoader.batches").equal(loader::batches, 3);
    }

    @Test
    @LookAt("DataLoader.iterator")
    void theLastBatchMayBeDropped() {
        DataLoader loader = DataLoader.of(new Numbers(10)).batchSize(4).dropLast(true);
        Check.call("loader.dropLast(true)", "10 examples in batches of 4").equal(() -> inputs(loader), List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7)));
        Check.call("DataLoader.batches").equal(loader::batches, 2);
    }

    @Test
    void targetsGoAlongWithTheirInputs() {
        DataLoader loader = DataLoader.of(new Numbers(20)).batchSize(6).shuffle(1);
        for (Batch batch : Check.call("loader.shuffle(1)").run(() -> list(loader))) {
            Check.call("loader.shuffle(1)").because("the target of the number i is -i").gives(() -> values(batch.targets().mul(-1)), values(batch.inputs()));
        }
    }

    @Test
    @LookAt("DataLoader.iterator")
    void anEpochHasAnOrderOfItsOwn() {
        DataLoader loader = DataLoader.of(new Numbers(50)).batchSize(50).shuffle(7);
        List<Integer> first = Check.call("loader.epoch(0)").run(() -> inputs(loader.epoch(0)).getFirst());
        Check.call("loader.epoch(0)").because("every example comes once").equal(() -> first.stream().sorted().toList(), IntStream.range(0, 50).boxed().toList());
        Check.call("loader.epoch(0)").because("the same seed and epoch give the same order, however often it is read").equal(() -> inputs(loader.epoch(0)).getFirst(), first);
        Check.call("loader.epoch(1)").because("another epoch has another order").equal(() -> inputs(loader.epoch(1)).getFirst().equals(first), false);
        Check.call("loader.shuffle(8)").because("another seed gives another order").equal(() -> inputs(loader.shuffle(8)).getFirst().equals(first), false);
        int[] drawn = Sampler.shuffle(50, SplitMix.of(7, 0));
        Check.call("loader.epoch(0)").because("the sampler draws with SplitMix.of(seed, epoch)").equal(() -> first, Arrays.stream(drawn).boxed().toList());
    }

    @Test
    @LookAt("EpochReader.read")
    void theDatasetMakesTheBatchIfItCan() {
        List<String> calls = new ArrayList<>();
        Dataset fast = new Numbers(5) {
            @Override
            public Batch batch(int... indices) {
                calls.add(Arrays.toString(indices));
                return new Batch(counting(indices.length), counting(indices.length));
            }
        };
        Check.call("for (Batch batch : loader)").run(() -> list(DataLoader.of(fast).batchSize(3)));
        Check.call("for (Batch batch : loader)").because("without a transform, Dataset.batch is the fast way").equal(() -> calls, List.of("[0, 1, 2]", "[3, 4]"));
    }

    @Test
    @LookAt("EpochReader.example")
    void aTransformChangesInputsAlone() {
        DataLoader loader = DataLoader.of(new Numbers(4)).batchSize(4).transform((input, random) -> tensor(shape(), input.item() + 100));
        Batch batch = Check.call("loader.transform").run(() -> list(loader).getFirst());
        Check.call("loader.transform").gives(() -> values(batch.inputs()), Values.of(new double[] {100, 101, 102, 103}, 4));
        Check.call("loader.transform").gives(() -> values(batch.targets()), Values.of(new double[] {0, -1, -2, -3}, 4));
    }

    @Test
    @LookAt({"EpochReader.read", "EpochReader.example"})
    void aTransformDrawsFromAGeneratorOfTheExample() {
        DataLoader loader = DataLoader.of(new Numbers(6)).batchSize(4).seed(3).transform(RANDOM);
        List<Integer> seen = Check.call("loader.transform", "epoch 2").run(() -> inputs(loader.epoch(2)).stream().flatMap(List::stream).toList());
        List<Integer> expected = IntStream.range(0, 6).mapToObj(place -> place + 1000 * SplitMix.of(3, 2, place).nextInt(1, 1000)).toList();
        Check.call("loader.transform", "epoch 2").because("SplitMix.of(seed, epoch, place in the epoch), also in the second batch").equal(() -> seen, expected);
        Check.call("loader.transform", "epoch 2, batches of 1").because("the numbers do not depend on who was read before")
                .equal(() -> inputs(loader.batchSize(1).epoch(2)).stream().flatMap(List::stream).toList(), expected);
        Check.call("loader.transform", "epoch 3").because("another epoch, other choices")
                .equal(() -> inputs(loader.epoch(3)).stream().flatMap(List::stream).toList().equals(expected), false);
    }

    @Test
    @LookAt("EpochReader.read")
    void examplesMayBecomeABatchInAnotherWay() {
        Collation sum = examples -> {
            float total = (float) examples.stream().mapToDouble(example -> example.input().item()).sum();
            return new Batch(tensor(shape(1), total), tensor(shape(1), examples.size()));
        };
        DataLoader loader = DataLoader.of(new Numbers(5)).batchSize(2).collate(sum);
        Check.call("loader.collate").because("0 + 1, 2 + 3, 4").equal(() -> inputs(loader), List.of(List.of(1), List.of(5), List.of(4)));
        DataLoader changed = loader.transform((input, random) -> tensor(shape(), 10 * input.item()));
        Check.call("loader.collate", "with a transform").equal(() -> inputs(changed), List.of(List.of(10), List.of(50), List.of(40)));
    }

    @Test
    @LookAt("EpochReader.read")
    void whatATransformThrowsComesWithTheExample() {
        DataLoader loader = DataLoader.of(new Numbers(6)).batchSize(2).transform((input, random) -> {
            if (input.item() == 3) {
                throw new IllegalArgumentException("no threes");
            }
            return input;
        });
        BatchIterator batches = Check.call("loader.iterator").run(loader::iterator);
        Check.call("BatchIterator.next").gives(() -> values(batches.next().inputs()), Values.of(new double[] {0, 1}, 2));
        DataLoaderException e = Check.call("BatchIterator.next", "the second batch").because("place 1 of its batch, but place 3 of the dataset")
                .refuses(DataLoaderException.class, batches::next, "example 3", "no threes");
        Check.call("DataLoaderException.index").equal(e::index, 3);
        Check.call("DataLoaderException.getCause").equal(() -> e.getCause().getMessage(), "no threes");
        Check.call("BatchIterator.hasNext").because("an epoch with a hole is no epoch").equal(batches::hasNext, false);
    }

    @Test
    @LookAt("DataLoader.iterator")
    void anEpochCanBeginInTheMiddle() {
        DataLoader loader = DataLoader.of(new Numbers(10)).batchSize(4).shuffle(1).transform(RANDOM).epoch(5);
        List<List<Integer>> whole = Check.call("loader.epoch(5)").run(() -> inputs(loader));
        Check.call("loader.epoch(5).from(1)").because("the rest of the same epoch").equal(() -> inputs(loader.from(1)), whole.subList(1, 3));
        Check.call("loader.epoch(5).from(3)").equal(() -> inputs(loader.from(3)), List.of());
    }

    @Test
    void settingsMakeAnotherLoader() {
        DataLoader plain = DataLoader.of(new Numbers(4)).batchSize(2);
        Check.call("plain.batchSize(4)").equal(() -> inputs(plain.batchSize(4)), List.of(List.of(0, 1, 2, 3)));
        Check.call("plain").because("the loader itself stays as it was").equal(() -> inputs(plain), List.of(List.of(0, 1), List.of(2, 3)));
        Check.call("loader.batchSize", 0).refuses(IllegalArgumentException.class, () -> plain.batchSize(0), "0");
        Check.call("loader.prefetch", -1).refuses(IllegalArgumentException.class, () -> plain.prefetch(-1), "-1");
    }

    @Test
    void whoLeavesEarlyMissesNothingElse() {
        DataLoader loader = DataLoader.of(new Numbers(10)).batchSize(4);
        BatchIterator batches = Check.call("loader.iterator").run(loader::iterator);
        Check.call("BatchIterator.next").run(batches::next);
        batches.close();
        Check.call("BatchIterator.hasNext", "after close").equal(batches::hasNext, false);
        Check.call("BatchIterator.next", "after close").refuses(NoSuchElementException.class, batches::next);
        Check.call("for (Batch batch : loader)").because("every iterator starts anew").equal(() -> inputs(loader).size(), 3);
        Check.call("for (Batch batch : loader)", "no examples").equal(() -> inputs(DataLoader.of(new Numbers(0)).batchSize(4)), List.of());
    }

    static List<Batch> list(DataLoader loader) {
        List<Batch> batches = new ArrayList<>();
        loader.forEach(batches::add);
        return batches;
    }

    /** The inputs of all batches, which are whole numbers. */
    static List<List<Integer>> inputs(DataLoader loader) {
        return list(loader).stream().map(Batch::inputs).map(DataLoaderTest::ints).toList();
    }

    private static List<Integer> ints(Tensor tensor) {
        float[] numbers = tensor.toArray();
        return IntStream.range(0, numbers.length).mapToObj(i -> (int) numbers[i]).toList();
    }
}
