package tinytorch.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;

/** Whether a saved state belongs to an optimizer: all is looked at before anything is changed, and all differences are named. */
final class StateCheck {
    private final Map<String, Tensor> state;
    private final List<ParameterState> parameters;
    private final List<ParameterGroup> groups;
    private final List<String> moments;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    StateCheck(Map<String, Tensor> state, List<ParameterState> parameters, List<ParameterGroup> groups, List<String> moments) {
        this.state = state;
        this.parameters = parameters;
        this.groups = groups;
        this.moments = moments;
    }

    void run() {
        for (ParameterState parameter : parameters) {
            expectParameter(parameter);
        }
        for (int i = 0; i < groups.size(); i++) {
            expectSettings(i, groups.get(i));
        }
        List<String> unexpected = new ArrayList<>(state.keySet());
        unexpected.removeAll(known);
        if (!missing.isEmpty() || !unexpected.isEmpty() || !wrong.isEmpty()) {
            throw new IllegalArgumentException("Optimizer.loadStateDict: the state must be that of an optimizer of this kind for these parameters."
                    + " Nothing was changed."
                    + (missing.isEmpty() ? "" : "\n  missing: " + String.join(", ", missing))
                    + (unexpected.isEmpty() ? "" : "\n  unexpected: " + String.join(", ", unexpected))
                    + (wrong.isEmpty() ? "" : "\n  wrong: " + String.join("; ", wrong)));
        }
    }

    /** Nothing, for a parameter that never took a step, or all of it. */
    private void expectParameter(ParameterState parameter) {
        String prefix = "state." + parameter.name() + ".";
        boolean named = state.containsKey(prefix + "step") || moments.stream().anyMatch(moment -> state.containsKey(prefix + moment));
        if (named) {
            double step = number(prefix + "step");
            if (step < 1 || step != Math.rint(step)) {
                wrong.add(prefix + "step is a whole number from 1 on, got " + step);
            }
            moments.forEach(moment -> expect(prefix + moment, parameter.parameter().shape()));
        }
    }

    private void expectSettings(int index, ParameterGroup group) {
        int problems = missing.size() + wrong.size();
        Map<String, Double> settings = new LinkedHashMap<>();
        group.settings().keySet().forEach(name -> settings.put(name, number("groups." + index + "." + name)));
        if (missing.size() + wrong.size() == problems) {
            try {
                ParameterGroup.of(group.parameters(), 0).restore(settings);
            } catch (IllegalArgumentException e) {
                wrong.add("groups." + index + ": " + e.getMessage());
            }
        }
    }

    /** A single number, or NaN if it is not there. */
    private double number(String name) {
        return expect(name, Shape.of(Doubles.PARTS)) ? Doubles.unpack(state.get(name)) : Double.NaN;
    }

    private boolean expect(String name, Shape shape) {
        known.add(name);
        Tensor given = state.get(name);
        if (given == null) {
            missing.add(name);
        } else if (!given.shape().equals(shape)) {
            wrong.add(name + " is " + shape + ", got " + given.shape());
        }
        return given != null && given.shape().equals(shape);
    }
}
