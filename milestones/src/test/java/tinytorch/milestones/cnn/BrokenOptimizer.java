package tinytorch.milestones.cnn;

import java.util.List;
import java.util.Map;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;

/** An optimizer that does what another does, until a test overrides a method. */
class BrokenOptimizer implements Optimizer {
    private final Optimizer whole;

    BrokenOptimizer(Optimizer whole) {
        this.whole = whole;
    }

    @Override
    public void step() {
        whole.step();
    }

    @Override
    public void zeroGrad() {
        whole.zeroGrad();
    }

    @Override
    public List<ParameterGroup> groups() {
        return whole.groups();
    }

    @Override
    public Map<String, Tensor> stateDict() {
        return whole.stateDict();
    }

    @Override
    public void loadStateDict(Map<String, Tensor> state) {
        whole.loadStateDict(state);
    }
}
