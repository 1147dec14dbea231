package tinytorch.milestones.compare;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tinytorch.optim.GradientClipping;
import tinytorch.optim.Optimizer;
import tinytorch.tensor.Op;

/**
 * Where a thread spends its time: another one looks at its stack again and again and notes under which operation it finds it, forward or backward.
 * The share of the looks is the share of the time, if there are enough.
 */
final class Samples implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1;

    private final Thread watched = Thread.currentThread();
    private final Map<String, Integer> found = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final Thread watcher = Thread.ofPlatform().daemon().name("samples").start(this::watch);

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                found.merge(kind(watched.getStackTrace()), 1, Integer::sum);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();   // the answer to close()
        }
    }

    /** The outermost operation: a layer's operation may be made of others. */
    private String kind(StackTraceElement... stack) {
        String other = "other";
        for (int i = stack.length - 1; i >= 0; i--) {
            String kind = kinds.computeIfAbsent(stack[i].getClassName(), Samples::kindOf);
            if (kind.startsWith("(")) {
                other = kind.substring(1);
            } else if (!kind.isEmpty()) {
                return kind;
            }
        }
        return other;
    }

    /** The name of an operation; that of a part of the loop, or of a kind of operation, begins with a bracket, as what is inside says more; empty for all else. */
    private static String kindOf(String className) {
        try {
            Class<?> type = className.startsWith("tinytorch.") ? Class.forName(className, false, Samples.class.getClassLoader()) : Object.class;
            if (Op.class.isAssignableFrom(type) && type != Op.class) {
                return (type.isInterface() ? "(" : "") + (type.getSimpleName().isEmpty() ? type.getSuperclass() : type).getSimpleName();
            }
            if (Optimizer.class.isAssignableFrom(type)) {
                return "optimizer";
            }
            if (type == GradientClipping.class) {
                return "clipping";
            }
            return type.getPackageName().equals("tinytorch.autograd") ? "(adding up gradients" : "";
        } catch (ClassNotFoundException e) {
            return "";
        }
    }

    /** Stops looking. */
    @Override
    public void close() {
        watcher.interrupt();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The share of each kind, the largest first; after {@link #close}. */
    Map<String, Double> shares() {
        double all = found.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        found.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / all));
        return shares;
    }
}
