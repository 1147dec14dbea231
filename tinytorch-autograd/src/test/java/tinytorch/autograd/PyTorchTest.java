package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;

/** Functions put together from many operations, against PyTorch: see make_golden.py, which has them under the same names. */
@Tag("autograd.backward")
class PyTorchTest {
    private static final Map<String, Function<List<Tensor>, Tensor>> FUNCTIONS = Map.of(
            "attention", in -> attention(in.get(0), in.get(1), in.get(2)),
            "layer_norm", in -> layerNorm(in.get(0), in.get(1), in.get(2)),
            "perceptron", PyTorchTest::perceptron,
            "gates", in -> gates(in.get(0), in.get(1)),
            "extremes", in -> extremes(in.get(0), in.get(1)),
            "ties", in -> ties(in.get(0), in.get(1)),
            "moves", in -> moves(in.get(0), in.get(1)),
            "variance", in -> in.getFirst().sub(in.getFirst().mean(false, 0)).pow(2).div(in.getFirst().variance(1, true, 1)));

    private static Tensor attention(Tensor q, Tensor k, Tensor v) {
        Tensor scores = q.matmul(k.transpose()).div(2);
        Tensor exp = scores.sub(scores.max(true, -1)).exp();
        return exp.div(exp.sum(true, -1)).matmul(v);
    }

    private static Tensor layerNorm(Tensor x, Tensor gain, Tensor bias) {
        Tensor centred = x.sub(x.mean(true, -1));
        return centred.div(x.variance(0, true, -1).add(1e-5f).sqrt()).mul(gain).add(bias);
    }

    private static Tensor perceptron(List<Tensor> in) {
        Tensor hidden = in.get(0).matmul(in.get(1).transpose()).add(in.get(2)).clip(0, 6);
        Tensor logits = hidden.matmul(in.get(3).transpose()).add(in.get(4));
        Tensor shifted = logits.sub(logits.max(true, 1));
        return shifted.sub(shifted.exp().sum(true, 1).log());
    }

    private static Tensor gates(Tensor x, Tensor y) {
        return x.tanh().mul(y.erf().add(1)).div(2).add(x.mul(x).add(0.5f).log().mul(y.abs().neg().exp())).sub(y.pow(3).sub(x.pow(2)));
    }

    private static Tensor extremes(Tensor x, Tensor y) {
        return Tensor.where(x.gt(y), x.maximum(y.mul(2)), x.mul(x).minimum(y)).sub(x.max(false, 0).mul(y.min(true, 0, 1)));
    }

    private static Tensor ties(Tensor x, Tensor y) {
        return x.maximum(y).mul(3).add(x.minimum(y)).add(x.max(true, 1).mul(y.min(true, 0)));
    }

    private static Tensor moves(Tensor x, Tensor y) {
        Tensor left = x.slice(0, 1, 3).slice(1, 0, 5, 2).transpose().reshape(-1);
        Tensor right = y.flip(0).indexSelect(0, 2, 0, 2).unsqueeze(1).expand(3, 2);
        Tensor joined = Tensor.concat(0, left, right.reshape(-1));
        return Tensor.stack(1, joined, joined.mul(joined)).permute(1, 0);
    }

    @Test
    void gradientsAreThoseOfPyTorchInEveryMemoryLayout() {
        for (Golden.Case golden : Golden.load(PyTorchTest.class, "golden.json")) {
            for (int layout = 0; layout < 5; layout++) {
                List<Tensor> inputs = new ArrayList<>();
                for (int i = 0; i + 1 < golden.inputs().size(); i++) {
                    inputs.add(layouts(tensor(golden.inputs().get(i))).get((layout + i) % 5).requiresGrad(true));
                }
                Check check = Check.call(golden.name(), "memory layout " + layout).within(new Tolerance(1e-5, 1e-5));
                Tensor output = check.run(() -> FUNCTIONS.get(golden.op()).apply(inputs));
                check.because("the output, before any gradient").gives(() -> values(output), golden.outputs().getFirst());
                check.run(() -> {
                    Autograd.backward(output, tensor(golden.inputs().getLast()));
                    return output;
                });
                for (int i = 0; i < inputs.size(); i++) {
                    int input = i;
                    check.because("PyTorch's gradient of input " + i).gives(() -> values(inputs.get(input).grad()), golden.outputs().get(i + 1));
                }
            }
        }
    }
}
