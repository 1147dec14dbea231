package tinytorch.nn;

import tinytorch.tensor.Tensor;

/** A layer for the tests that only holds others and computes nothing. */
class Group extends Layer {

    Group add(String name, Layer layer) {
        child(name, layer);
        return this;
    }

    Group addParameter(String name, Tensor value) {
        parameter(name, value);
        return this;
    }

    Group addBuffer(String name, Tensor value) {
        buffer(name, value);
        return this;
    }

    @Override
    public Tensor forward(Tensor input) {
        return input;
    }
}
