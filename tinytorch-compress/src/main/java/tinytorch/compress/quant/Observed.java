package tinytorch.compress.quant;

import tinytorch.nn.Layer;
import tinytorch.nn.network.LinearMap;
import tinytorch.tensor.Tensor;

/** A layer whose input is shown to an observer before it gets it. */
final class Observed extends LinearMap {
    private final Layer layer;
    private final Observer observer;

    Observed(Layer layer, Observer observer) {
        this.layer = layer;
        this.observer = observer;
    }

    @Override
    public Tensor forward(Tensor input) {
        observer.observe(input);
        return layer.forward(input);
    }

    @Override
    public int in() {
        return ((LinearMap) layer).in();
    }

    @Override
    public int out() {
        return ((LinearMap) layer).out();
    }
}
