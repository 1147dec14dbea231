package tinytorch.data;

/**
 * Batches of a dataset, as {@code torch.utils.data.DataLoader}:
 *
 * <pre>{@code
 * DataLoader loader = DataLoader.of(dataset).batchSize(128).shuffle(42).dropLast(true).transform(flip).prefetch(2);
 * for (int epoch = 0; epoch < epochs; epoch++) {
 *     for (Batch batch : loader.epoch(epoch)) {
 *         learn(batch.inputs(), batch.targets());
 *     }
 * }
 * }</pre>
 *
 * <p>A loader never changes: every method that sets something gives another loader. The same settings, seed and epoch give the same
 * batches, bit for bit, however often it is read and however far it reads ahead.
 */
public final class DataLoader implements Iterable<Batch> {
    private final Dataset dataset;
    private Sampler sampler = Sampler.sequential();
    private int batchSize = 1;
    private boolean dropLast;
    private Transform transform;
    private Collation collation;
    private long seed;
    private int epoch;
    private int from;
    private int prefetch;

    private DataLoader(Dataset dataset) {
        this.dataset = dataset;
    }

    private DataLoader(DataLoader other) {
        this.dataset = other.dataset;
        this.sampler = other.sampler;
        this.batchSize = other.batchSize;
        this.dropLast = other.dropLast;
        this.transform = other.transform;
        this.collation = other.collation;
        this.seed = other.seed;
        this.epoch = other.epoch;
        this.from = other.from;
        this.prefetch = other.prefetch;
    }

    /** A loader that gives the examples one by one, in their order. */
    public static DataLoader of(Dataset dataset) {
        return new DataLoader(dataset);
    }

    /** Batches of so many examples; the last may have fewer. */
    public DataLoader batchSize(int examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("DataLoader.batchSize: a batch has at least one example, got " + examples + ".");
        }
        DataLoader changed = new DataLoader(this);
        changed.batchSize = examples;
        return changed;
    }

    /** Whether a last batch with fewer examples is left out. */
    public DataLoader dropLast(boolean drop) {
        DataLoader changed = new DataLoader(this);
        changed.dropLast = drop;
        return changed;
    }

    /** Every epoch in another random order, drawn from this seed. */
    public DataLoader shuffle(long seed) {
        return sampler(Sampler.shuffled()).seed(seed);
    }

    /** Which examples an epoch has, and in what order. */
    public DataLoader sampler(Sampler sampler) {
        DataLoader changed = new DataLoader(this);
        changed.sampler = sampler;
        return changed;
    }

    /** Where the random choices of sampler and transform start; 0 if it is not set. */
    public DataLoader seed(long seed) {
        DataLoader changed = new DataLoader(this);
        changed.seed = seed;
        return changed;
    }

    /** Changes every input when it is read; a second one is applied after the first. */
    public DataLoader transform(Transform next) {
        DataLoader changed = new DataLoader(this);
        changed.transform = transform == null ? next : transform.then(next);
        return changed;
    }

    /** How examples become a batch, if not by stacking them. */
    public DataLoader collate(Collation collation) {
        DataLoader changed = new DataLoader(this);
        changed.collation = collation;
        return changed;
    }

    /** So many batches are made ahead, at the same time, while the consumer works on others; 0 makes each when it is asked for. */
    public DataLoader prefetch(int batches) {
        if (batches < 0) {
            throw new IllegalArgumentException("DataLoader.prefetch: a number of batches, 0 or more, got " + batches + ".");
        }
        DataLoader changed = new DataLoader(this);
        changed.prefetch = batches;
        return changed;
    }

    /** The loader of another epoch: another order and other choices of the transforms; 0 if it is not set. */
    public DataLoader epoch(int epoch) {
        DataLoader changed = new DataLoader(this);
        changed.epoch = epoch;
        return changed;
    }

    /**
     * An epoch without its first batches, which are not even read: how a training that was interrupted goes on. The others are those of the
     * whole epoch, and {@link #batches} still counts all.
     */
    public DataLoader from(int batch) {
        if (batch < 0) {
            throw new IllegalArgumentException("DataLoader.from: batches are counted from 0, got " + batch + ".");
        }
        DataLoader changed = new DataLoader(this);
        changed.from = batch;
        return changed;
    }

    /** How many batches an epoch has. */
    public int batches() {
        return BatchPlan.count(examples(), batchSize, dropLast);
    }

    /** How many examples the sampler chooses for an epoch; with {@link #dropLast} the last of them may not be used. */
    public int examples() {
        return sampler.count(dataset.size());
    }

    /** Where the examples come from. */
    public Dataset dataset() {
        return dataset;
    }

    /**
     * The epoch from its first batch on, or from the one that was set with {@link #from}. The sampler draws the order with
     * {@code SplitMix.of(seed, epoch)}, a {@link BatchPlan} cuts it into batches, an {@link EpochReader} makes them, and a
     * {@link DirectIterator} gives them one by one, or, if batches are to be made ahead, a {@link Prefetch}.
     */
    @Override
    public BatchIterator iterator() {
        // tito:begin data.loader
        BatchPlan plan = new BatchPlan(sampler.order(dataset.size(), SplitMix.of(seed, epoch)), batchSize, dropLast);
        EpochReader reader = new EpochReader(dataset, plan, transform, collation, seed, epoch);
        return prefetch == 0 ? new DirectIterator(from, plan.count(), reader::read) : new Prefetch(from, plan.count(), reader::read, prefetch);
        // tito:end
    }
}
