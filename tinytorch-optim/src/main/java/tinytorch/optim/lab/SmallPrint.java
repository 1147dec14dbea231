package tinytorch.optim.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.optim.Adam;
import tinytorch.optim.Moments;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** Adam's two corrections, each measured by the length of steps. */
final class SmallPrint {
    private static final int[] SHOWN = {1, 2, 3, 10, 30, 100, 1000};
    private static final double[] GRADIENTS = {1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10};

    private SmallPrint() {
    }

    static Table biasCorrection() {
        Table table = new Table("Adam with equal gradients: length of a step in units of the learning rate", "step", "with bias correction", "without");
        Walker with = new Walker(Moments.DEFAULT);
        Walker without = new Walker(Moments.DEFAULT);
        without.claim(100_000);
        int next = 0;
        for (int step = 1; next < SHOWN.length; step++) {
            double first = with.step(1);
            double second = without.step(1);
            if (step == SHOWN[next]) {
                table.row(step, Format.number(first), Format.number(second));
                next++;
            }
        }
        return table;
    }

    static Table epsilon() {
        Table table = new Table("What epsilon does", "gradient", "epsilon 1e-8", "epsilon 1e-4", "epsilon 1");
        for (double gradient : GRADIENTS) {
            table.row(Format.number(gradient), first(gradient, 1e-8), first(gradient, 1e-4), first(gradient, 1));
        }
        return table;
    }

    private static String first(double gradient, double epsilon) {
        return Format.number(new Walker(new Moments(0.9, 0.999, epsilon)).step(gradient));
    }

    /** One number that Adam moves, from 0. */
    private static final class Walker {
        private final Tensor p = Tensor.zeros(1).requiresGrad(true);
        private final Adam adam;

        Walker(Moments moments) {
            adam = new Adam(List.of(ParameterGroup.of(Map.of("p", p), 1)), moments);
        }

        /** Pretends that there were so many steps with gradient 0. */
        void claim(int steps) {
            Map<String, Tensor> state = new LinkedHashMap<>(adam.stateDict());
            state.put("state.p.step", Tensor.of(steps, 0, 0));
            state.put("state.p.exp_avg", Tensor.zeros(1));
            state.put("state.p.exp_avg_sq", Tensor.zeros(1));
            adam.loadStateDict(state);
        }

        double step(double gradient) {
            p.data()[0] = 0;
            p.zeroGrad();
            p.accumulateGrad(Tensor.of((float) gradient));
            adam.step();
            return Math.abs(p.get(0));
        }
    }
}
