package tinytorch.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** The library in a JVM without the Vector API: the build starts one for this class. */
class WithoutVectorModuleTest {
    private static final String FLAG = "--add-modules jdk.incubator.vector";
    /** Held here, else the logging system would forget it, and with it the handler. */
    private static final Logger LOG = Logger.getLogger(Kernels.class.getName());

    @Test
    void runsAndSaysWhyItIsSlower() {
        Check.call("this JVM's modules").because("run by Maven, in the execution without-vector-module")
                .equal(() -> ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), false);
        List<String> messages = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                messages.add(line.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
        LOG.addHandler(handler);
        Tensor a = Tensor.of(1, 2, 3, 4).reshape(2, 2);
        Check.call("Tensor.matmul", "(2, 2)", "(2, 2)").within(Tolerance.EXACT)
                .gives(() -> Values.of(a.matmul(a).toArray(), 2, 2), Values.of(new double[] {7, 10, 15, 22}, 2, 2));
        LOG.removeHandler(handler);
        Check.call("Kernels.active").equal(() -> Kernels.active().name(), "scalar");
        Check.call("the log").equal(messages::size, 1);
        String message = messages.getFirst();
        Check.call("the log").holds(message.startsWith("Falling back to the scalar kernels") && message.contains("Vector API") && message.contains(FLAG),
                "a message that names the cause and the remedy", messages);
        Check.call("Kernels.use", "vector").refuses(IllegalArgumentException.class, () -> {
            Kernels.use("vector");
            return "nothing";
        }, "vector", FLAG);
    }
}
