package tinytorch.nn;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("layers.residual")
class ResidualTest {

    @Test
    void addsTheInputToWhatTheBodyMakesOfIt() {
        Tensor x = tensor(shape(1, 2), 3, 5);
        check("Residual.forward", x).because("x + body(x), where the body multiplies by 10 and -1")
                .gives(() -> values(new Residual(new Scale(10, -1)).forward(x)), Values.of(new double[] {33, 0}, 1, 2));
        check("Residual.forward", x).because("around the identity x is doubled")
                .gives(() -> values(new Residual(new Identity()).forward(x)), Values.of(new double[] {6, 10}, 1, 2));
    }

    @Test
    void addsTheGradientsOfBothWays() {
        Residual residual = new Residual(new Scale(10, -1));
        Tensor gradOutput = tensor(shape(1, 2), 1, 2);
        check("Residual.backward", gradOutput).because("one way is the gradient itself, the other the body's: 1 + 10, 2 - 2").gives(() -> {
            residual.forward(tensor(shape(1, 2), 3, 5));
            return values(residual.backward(gradOutput));
        }, Values.of(new double[] {11, 0}, 1, 2));
    }

    @Test
    void addsToTheGradientsOfTheBodysParameters() {
        Scale body = new Scale(10, -1);
        Residual residual = new Residual(body);
        Check check = check("Residual.backward", counting(2, 2)).because("sum over the batch of dL/dy * x");
        check.run(() -> {
            residual.forward(tensor(shape(2, 2), 3, 5, 1, 2));
            return residual.backward(tensor(shape(2, 2), 1, 2, 10, 20));
        });
        check.gives(() -> values(body.weight.grad()), Values.of(new double[] {13, 50}, 2));
        check.run(() -> {
            residual.forward(tensor(shape(1, 2), 1, 1));
            return residual.backward(tensor(shape(1, 2), 1, 1));
        });
        check.because("gradients add up until zeroGrad; the body's backward runs once a call")
                .gives(() -> values(body.weight.grad()), Values.of(new double[] {14, 51}, 2));
    }

    @Test
    void agreesWithCentralDifferencesThroughThreeLevels() {
        double[] w = {0.5, -1.5, 2, 0.25};
        Residual residual = new Residual(new Residual(new Residual(new Scale(w))));
        Tensor x = random(1, 3, 4);
        Tensor gradOutput = random(2, 3, 4);
        double[] gradient = CentralDifference.gradient(v -> {
            double[] y = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                y[i] = v[i] + (v[i] + (v[i] + v[i] * w[i % 4]));
            }
            return y;
        }, values(x).data(), values(gradOutput).data());
        for (Tensor view : layouts(x)) {
            check("Residual.backward", gradOutput).because("measured with central differences, for residuals inside residuals")
                    .gives(() -> {
                residual.forward(view);
                return values(residual.backward(gradOutput));
            }, Values.of(gradient, 3, 4));
        }
    }

    @Test
    void neitherChangesItsInputNorItsGradient() {
        Residual residual = new Residual(new Identity());
        Tensor x = vector(1, 2);
        Tensor gradOutput = vector(3, 4);
        check("Residual.forward", x).run(() -> residual.forward(x));
        check("Residual.forward", x).because("others still use the input").gives(() -> values(x), Values.of(new double[] {1, 2}, 2));
        check("Residual.backward", gradOutput).run(() -> residual.backward(gradOutput));
        check("Residual.backward", gradOutput).because("others still use the gradient")
                .gives(() -> values(gradOutput), Values.of(new double[] {3, 4}, 2));
    }

    @Test
    void refusesABodyThatChangesTheShape() {
        Layer sum = new Group() {
            @Override
            public Tensor forward(Tensor input) {
                return input.sum(true, 0);
            }
        };
        check("Residual.forward", counting(4, 3)).because("(1, 3) would be broadcast silently").refuses(ShapeException.class,
                () -> new Residual(sum).forward(counting(4, 3)), "Residual", "(4, 3)", "(1, 3)");
    }

    @Test
    void refusesABodyWithoutAHandWrittenBackward() {
        Residual residual = new Residual(new Group());
        check("Residual.forward", vector(1)).run(() -> residual.forward(vector(1)));
        check("Residual.backward", vector(1)).because("Group does not implement Backward")
                .refuses(UnsupportedOperationException.class, () -> residual.backward(vector(1)), "Group", "Backward");
        Check.call("Residual.children").equal(() -> List.copyOf(residual.children().keySet()), List.of("body"));
    }
}
