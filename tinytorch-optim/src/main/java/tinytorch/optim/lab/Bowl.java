package tinytorch.optim.lab;

import java.util.Map;
import java.util.function.Function;

import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;

/**
 * The bowl {@code f(x, y) = (x^2 + steepness * y^2) / 2}: a valley that is so many times steeper across than along. A gradient points
 * across it, where there is little to win; the way to the bottom is along.
 *
 * @param steepness s
 * @param turn      by how many degrees the bowl is turned: at 0 the valley lies along an axis
 */
record Bowl(double steepness, double turn) {

    /** f after each of so many steps, as a part of f at the start; not a number or infinite if the steps lead away. */
    double[] descend(Function<ParameterGroup, Optimizer> make, double learningRate, int steps) {
        double cos = Math.cos(Math.toRadians(turn));
        double sin = Math.sin(Math.toRadians(turn));
        Tensor p = Tensor.of((float) (cos - sin), (float) (sin + cos)).requiresGrad(true);
        Optimizer optimizer = make.apply(ParameterGroup.of(Map.of("p", p), learningRate));
        double[] heights = new double[steps + 1];
        for (int step = 0; step <= steps; step++) {
            // In the bowl's own axes, in which the start is (1, 1).
            double x = cos * p.get(0) + sin * p.get(1);
            double y = cos * p.get(1) - sin * p.get(0);
            heights[step] = (x * x + steepness * y * y) / (1 + steepness);
            p.zeroGrad();
            p.accumulateGrad(Tensor.of((float) (cos * x - sin * steepness * y), (float) (sin * x + cos * steepness * y)));
            optimizer.step();
        }
        return heights;
    }

    /** The first step from which on all heights are at most {@code goal}; as many as there are heights if there is none. */
    static int stepsTo(double goal, double[] heights) {
        int step = heights.length;
        while (step > 0 && heights[step - 1] <= goal) {
            step--;
        }
        return step;
    }
}
