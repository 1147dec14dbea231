package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;

@Tag("autograd.order")
class GraphPictureTest {
    private final Tensor weight = random(1, 3, 2).requiresGrad(true);
    private final Tensor x = random(2, 4, 2);

    @Test
    void textHasALineATensor() {
        Tensor loss = x.matmul(weight.transpose()).sum();
        Check.call("GraphPicture.text", "sum(x W^T)").because("each tensor after those it was computed from").equal(
                () -> GraphPicture.of(loss).named(Map.of("weight", weight)).text(), """
                %0    leaf weight     (3, 2)
                %1    Permute(%0)     (2, 3)
                %2    constant        (4, 2)
                %3    MatMul(%2, %1)  (4, 3)
                %4    sum(%3)         ()
                """);
    }

    @Test
    void dotHasAnArrowForEveryUse() {
        Tensor a = vector(1, 2).requiresGrad(true);
        Tensor y = a.mul(a);
        Check.call("GraphPicture.dot", "a * a").because("a is used twice").equal(() -> GraphPicture.of(y).named(Map.of("say \"a\"", a)).dot(), """
                digraph autograd {
                  rankdir=LR;
                  node [shape=box, fontname="monospace"];
                  n0 [label="leaf say \\"a\\"\\n(2,)", style=filled, fillcolor="lightblue"];
                  n1 [label="mul\\n(2,)"];
                  n0 -> n1;
                  n0 -> n1;
                }
                """);
    }

    @Test
    void operationsAreCounted() {
        Tensor y = weight;
        for (int i = 0; i < 60; i++) {
            y = y.add(y);
        }
        Tensor end = y;
        Check.call("GraphPicture.operations", "60 doublings").equal(() -> GraphPicture.of(end).operations(), 60);
    }
}
