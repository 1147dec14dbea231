package tinytorch.model;

import java.util.List;
import java.util.Map;

/**
 * A place in a graph.
 *
 * @param name      of its output
 * @param operation that it does
 * @param inputs    the names of the graph's input or of nodes before it
 * @param weights   the names of tensors, by their roles
 */
record Node(String name, Operation operation, List<String> inputs, Map<String, String> weights) {
}
