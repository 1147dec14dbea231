package tinytorch.compress.quant;

import tinytorch.tensor.Tensor;

/** Looks at numbers as they pass, and tells the range to quantise them by: calibration. ({@code torch.ao.quantization.observer}.) */
public interface Observer {

    /** Looks at all numbers of a tensor. */
    void observe(Tensor x);

    /** The low end of the range; 0 before anything was seen. */
    float min();

    /** The high end. */
    float max();

    /** Scale and zero point for what was seen. */
    default QuantParameters parameters(Scheme scheme) {
        return scheme.parameters(min(), max());
    }
}
