package tinytorch.compress.quant;

import tinytorch.tensor.Tensor;

/** From the least to the largest number of all that were seen. Nothing is cut off, but one number far out makes the steps of all others coarse. */
public final class MinMax implements Observer {
    private float min;
    private float max;
    private boolean seen;

    /** Looks at one number: the first is both ends of the range, each later one widens it if it lies outside. */
    void add(float value) {
        // tito:begin compress.calibrate
        min = seen ? Math.min(min, value) : value;
        max = seen ? Math.max(max, value) : value;
        seen = true;
        // tito:end
    }

    /** The range of this tensor and of all before it. */
    @Override
    public void observe(Tensor x) {
        for (float value : x.toArray()) {
            add(value);
        }
    }

    @Override
    public float min() {
        return min;
    }

    @Override
    public float max() {
        return max;
    }
}
