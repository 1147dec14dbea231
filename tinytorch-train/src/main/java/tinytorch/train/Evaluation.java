package tinytorch.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.data.Batch;
import tinytorch.data.BatchIterator;
import tinytorch.data.DataLoader;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * How good a network is on data it does not learn from.
 *
 * @param network what is judged
 * @param loss    its mean is the result {@code loss}
 * @param metrics each gives a result of its name
 */
record Evaluation(Layer network, Loss loss, List<Metric> metrics) {

    /**
     * The mean loss and all metrics over all batches.
     *
     * <p>Meanwhile the network is in eval mode (dropout off, nothing kept) and tracking is off (no graph, so that an activation is
     * gone as soon as the next one is there). Afterwards it is in the mode it was in before, also when a batch throws:
     * {@code finally}. The iterator is closed in any case; the rest is {@link #results}.
     *
     * @return {@code loss}, then every metric by its name
     */
    Map<String, Double> run(DataLoader loader) {
        // tito:begin train.evaluate
        boolean training = network.training();
        network.eval();
        try (BatchIterator batches = loader.iterator()) {
            return Tracking.off(() -> results(batches));
        } finally {
            if (training) {
                network.train();
            }
        }
        // tito:end
    }

    /**
     * Resets the metrics, then for every batch: forward, its loss ({@link Loss#value}), and every metric's {@link Metric#add}.
     *
     * <p>Batches differ in size. The result {@code loss} is the mean over all terms: each batch's loss counts
     * {@link CountedLoss#weight} times; one of weight 0 is not asked for its loss.
     *
     * <p>Worked example: a batch of 3 with loss 1 and a batch of 1 with loss 4 give {@code (3 * 1 + 1 * 4) / 4 = 1.75}.
     */
    private Map<String, Double> results(BatchIterator batches) {
        // tito:begin train.evaluate
        metrics.forEach(Metric::reset);
        double sum = 0;
        long weights = 0;
        while (batches.hasNext()) {
            Batch batch = batches.next();
            Tensor predictions = network.forward(batch.inputs());
            int weight = CountedLoss.weight(loss, batch);
            if (weight > 0) {
                sum += (double) weight * loss.value(predictions, batch.targets()).item();
                weights += weight;
            }
            for (Metric metric : metrics) {
                metric.add(predictions, batch.targets());
            }
        }
        Map<String, Double> results = new LinkedHashMap<>();
        results.put("loss", sum / weights);
        metrics.forEach(metric -> results.put(metric.name(), metric.value()));
        return results;
        // tito:end
    }
}
