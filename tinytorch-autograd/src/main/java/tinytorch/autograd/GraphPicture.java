package tinytorch.autograd;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tinytorch.tensor.Op;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * A picture of the graph behind a tensor, as text or for Graphviz. Leaves that want a gradient, constants and results are told apart.
 * {@code GraphPicture.of(loss).named(network.parameters()).text()} gives
 *
 * <pre>
 * %0  leaf weight        (3, 2)
 * %1  Permute(%0)        (2, 3)
 * %2  constant           (4, 2)
 * %3  MatMul(%2, %1)     (4, 3)
 * %4  sum(%3)            ()
 * </pre>
 */
public final class GraphPicture {
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    private final Map<Tensor, String> names = new IdentityHashMap<>();

    private GraphPicture(Tensor output) {
        // A leaf stands where it is used first, so a line's inputs are never far above it.
        for (Tensor tensor : GraphOrder.of(output, List.of()).reversed()) {
            if (tensor.origin() != null) {
                tensor.origin().inputs().forEach(this::number);
                number(tensor);
            }
        }
        number(output);
    }

    /**
     * The graph from which a tensor was computed.
     *
     * @throws IllegalStateException if it was released by a backward: draw it before
     */
    public static GraphPicture of(Tensor output) {
        return new GraphPicture(output);
    }

    /** The same picture with names for some of its tensors, such as {@code layer.parameters()}. Tensors that are not in it are no matter. */
    public GraphPicture named(Map<String, Tensor> tensorsByName) {
        tensorsByName.forEach((name, tensor) -> names.put(tensor, name));
        return this;
    }

    /** How many operations the graph has. */
    public int operations() {
        return (int) tensors.stream().filter(tensor -> tensor.origin() != null).count();
    }

    /** A line a tensor, each after those it was computed from. */
    public String text() {
        int width = tensors.stream().mapToInt(tensor -> label(tensor).length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Tensor tensor : tensors) {
            String label = label(tensor);
            text.append("%-5s %s  %s\n".formatted("%" + numbers.get(tensor), label + " ".repeat(width - label.length()), tensor.shape()));
        }
        return text.toString();
    }

    /** The graph in the DOT language: {@code dot -Tsvg} draws it. */
    public String dot() {
        StringBuilder dot = new StringBuilder("digraph autograd {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n");
        for (Tensor tensor : tensors) {
            int number = numbers.get(tensor);
            dot.append("  n%d [label=\"%s\\n%s\"%s];\n".formatted(number, escaped(what(tensor)), tensor.shape(), style(tensor)));
            if (tensor.origin() != null) {
                for (Tensor input : tensor.origin().inputs()) {
                    dot.append("  n%d -> n%d;\n".formatted(numbers.get(input), number));
                }
            }
        }
        return dot.append("}\n").toString();
    }

    private void number(Tensor tensor) {
        if (numbers.putIfAbsent(tensor, tensors.size()) == null) {
            tensors.add(tensor);
        }
    }

    /** What a tensor is, with the numbers of its inputs. */
    private String label(Tensor tensor) {
        if (tensor.origin() == null) {
            return what(tensor);
        }
        return what(tensor) + tensor.origin().inputs().stream().map(input -> "%" + numbers.get(input))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String what(Tensor tensor) {
        String name = names.containsKey(tensor) ? " " + names.get(tensor) : "";
        if (tensor.origin() != null) {
            return name(tensor.origin().op()) + name;
        }
        return (tensor.requiresGrad() ? "leaf" : "constant") + name;
    }

    private static String name(Op op) {
        return switch (op) {
            case UnaryOp unary -> unary.name();
            case Reduce reduce -> reduce.kind().toString();
            case Enum<?> constant -> constant.toString();
            default -> op.getClass().getSimpleName();
        };
    }

    private static String style(Tensor tensor) {
        if (tensor.origin() != null) {
            return "";
        }
        return tensor.requiresGrad() ? ", style=filled, fillcolor=\"lightblue\"" : ", style=dashed";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
