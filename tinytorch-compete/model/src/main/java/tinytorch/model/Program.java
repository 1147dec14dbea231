package tinytorch.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/** A graph whose shapes are known and whose weights are in place: it can be run. A result is forgotten as soon as the last node has read it. */
final class Program {
    private final Value input;
    private final Value output;
    private final List<Placed> steps;
    private final long work;
    private final long room;

    /**
     * A step with its places.
     *
     * @param inputs the numbers of the results that it reads: 0 is the input, i + 1 the output of step i
     * @param last   of these, those that nothing reads after it
     */
    private record Placed(Step step, int[] inputs, int[] last) {
    }

    private Program(Value input, Value output, List<Placed> steps, long work, long room) {
        this.input = input;
        this.output = output;
        this.steps = steps;
        this.work = work;
        this.room = room;
    }

    /** Goes through the graph once, in its order: finds what each node reads, its shape, its cost. */
    static Program of(Graph graph, Store store) throws Rejected {
        try {
            return planned(graph, store);
        } catch (ArithmeticException e) {
            throw new Rejected(Reason.OVERFLOW, "The model's sizes are beyond all bounds: a product of them does not fit into a number.");
        }
    }

    private static Program planned(Graph graph, Store store) throws Rejected {
        Value input = input(graph);
        Map<String, Integer> places = new LinkedHashMap<>(Map.of(graph.input(), 0));
        List<Value> values = new ArrayList<>(List.of(input));
        List<Step> steps = new ArrayList<>();
        List<int[]> reads = new ArrayList<>();
        int[] lastReader = new int[graph.nodes().size() + 1];
        Arrays.fill(lastReader, -1);
        long work = 0;
        long room = input.size();
        for (Node node : graph.nodes()) {
            int[] sources = sources(node, places);
            List<Value> inputs = new ArrayList<>();
            for (int source : sources) {
                inputs.add(values.get(source));
                lastReader[source] = steps.size();
            }
            Plan plan = node.operation().plan(new Site(node.name(), inputs, weights(node, store)));
            work = Math.addExact(work, plan.work());
            room = Math.addExact(room, Math.addExact(plan.output().size(), plan.room()));
            checkCost(node, work, room);
            if (places.putIfAbsent(node.name(), values.size()) != null) {
                throw new Rejected(Reason.DUPLICATE_KEY, "model.json: the name \"" + node.name() + "\" is given twice.");
            }
            values.add(plan.output());
            steps.add(plan.step());
            reads.add(sources);
        }
        checkUse(graph, places, lastReader);
        store.finish();
        Value output = values.getLast();
        checkOutput(graph, output);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            placed.add(new Placed(steps.get(i), reads.get(i), Arrays.stream(reads.get(i)).filter(place -> lastReader[place] == step).toArray()));
        }
        return new Program(input, output, placed, work, room);
    }

    private static Value input(Graph graph) {
        if (graph.task().text()) {
            return new Value.Ids(graph.text().context(), new Alphabet(graph.text().alphabet()).size());
        }
        List<Integer> image = graph.task().image();
        return new Value.Image(image.get(0), image.get(1), image.get(2));
    }

    private static int[] sources(Node node, Map<String, Integer> places) throws Rejected {
        int count = node.inputs().size();
        if (count < node.operation().fewest() || count > node.operation().most()) {
            throw new Rejected(Reason.SHAPE, "node \"" + node.name() + "\": " + node.operation().id() + " has another number of inputs than " + count + ".");
        }
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            Integer place = places.get(node.inputs().get(i));
            if (place == null) {
                throw new Rejected(Reason.CYCLE_OR_FORWARD_REFERENCE, "node \"" + node.name() + "\": it reads \"" + node.inputs().get(i)
                        + "\", which does not stand before it. Put the nodes in the order in which they are computed.");
            }
            sources[i] = place;
        }
        return sources;
    }

    private static Map<String, Weight> weights(Node node, Store store) throws Rejected {
        Operation operation = node.operation();
        Map<String, Weight> weights = new HashMap<>();
        for (Map.Entry<String, String> entry : node.weights().entrySet()) {
            if (!operation.needs().contains(entry.getKey()) && !operation.takes().contains(entry.getKey())) {
                throw new Rejected(Reason.UNKNOWN_ATTRIBUTE, "node \"" + node.name() + "\": " + operation.id() + " has no weight \"" + entry.getKey() + "\". Leave it out.");
            }
            weights.put(entry.getKey(), store.weight(node.name(), entry.getValue()));
        }
        for (String role : operation.needs()) {
            if (!weights.containsKey(role)) {
                throw new Rejected(Reason.MISSING_WEIGHT, "node \"" + node.name() + "\": " + operation.id() + " needs the weight \"" + role + "\".");
            }
        }
        return weights;
    }

    private static void checkCost(Node node, long work, long room) throws Rejected {
        if (work > Limits.WORK) {
            throw new Rejected(Reason.TOO_MUCH_WORK, "node \"" + node.name() + "\": up to here an example takes " + work + " multiplications, the most is " + Limits.WORK + ".");
        }
        if (room > Limits.RESULTS) {
            throw new Rejected(Reason.TOO_MUCH_MEMORY, "node \"" + node.name() + "\": up to here an example has " + room + " numbers in all results, the most is " + Limits.RESULTS + ".");
        }
    }

    private static void checkUse(Graph graph, Map<String, Integer> places, int[] lastReader) throws Rejected {
        Node last = graph.nodes().getLast();
        if (!last.name().equals(graph.output())) {
            throw new Rejected(Reason.UNUSED, "model.json: the output must be the last node, \"" + last.name() + "\". What comes after an answer is of no use.");
        }
        for (Map.Entry<String, Integer> place : places.entrySet()) {
            if (lastReader[place.getValue()] < 0 && !place.getKey().equals(graph.output())) {
                throw new Rejected(Reason.UNUSED, "model.json: nothing reads \"" + place.getKey() + "\". Leave it out.");
            }
        }
    }

    private static void checkOutput(Graph graph, Value output) throws Rejected {
        Value wanted = graph.task().text() ? new Value.Sequence(graph.text().context(), new Alphabet(graph.text().alphabet()).size()) : new Value.Vector(Task.CLASSES);
        if (!output.equals(wanted)) {
            throw new Rejected(Reason.SHAPE, "model.json: the answer must be " + wanted + ", got " + output + ".");
        }
    }

    /** Runs a batch. */
    Tensor run(Tensor batch) {
        return Tracking.off(() -> {
            Tensor[] results = new Tensor[steps.size() + 1];
            results[0] = batch;
            for (int i = 0; i < steps.size(); i++) {
                Placed placed = steps.get(i);
                List<Tensor> inputs = new ArrayList<>(placed.inputs().length);
                for (int place : placed.inputs()) {
                    inputs.add(results[place]);
                }
                results[i + 1] = placed.step().run(inputs);
                for (int place : placed.last()) {
                    results[place] = null;
                }
            }
            return results[steps.size()];
        });
    }

    /** What goes in. */
    Value input() {
        return input;
    }

    /** What comes out. */
    Value output() {
        return output;
    }

    /** Multiply-adds for one example. */
    long work() {
        return work;
    }

    /** Numbers of all results of one example. */
    long room() {
        return room;
    }
}
