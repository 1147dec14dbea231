package tinytorch.demo;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

/** Tests as learners meet them, run by {@code TestRunnerTest} in another JVM. Not found by the build: its name has no "Test". */
@Tag("demo.one")
public class Fixture {

    static class Broken {
        static final int VALUE = Integer.parseInt("no number");
    }

    @Test
    void passes() {
        Check.call("f").gives(() -> Values.of(new double[] {1}, 1), Values.of(new double[] {1}, 1));
    }

    @Test
    @LookAt({"Demo.f", "Demo.g"})
    void fails() {
        Check.call("f").gives(() -> Values.of(new double[] {1}, 1), Values.of(new double[] {2}, 1));
    }

    @Test
    void hangs() {
        long turns = 0;
        while (turns >= 0) {
            turns = (turns + 1) % 1000;
        }
    }

    @Test
    void waits() throws InterruptedException {
        Thread.sleep(3_600_000);
    }

    @Test
    void sleepsForALittle() throws InterruptedException {
        Thread.sleep(300);
    }

    @Test
    void startsThreads() throws InterruptedException {
        for (int i = 0; i < 1500; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    Thread.sleep(3_600_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        Thread.sleep(3_600_000);
    }

    @Test
    void exits() {
        System.out.println("{\"event\":\"passed\",\"test\":\"tinytorch.demo.Fixture#exits\"}");
        System.exit(0);
    }

    @Test
    void recurses() {
        Check.call("f").run(() -> deeper(1));
    }

    @Test
    void swallowsMemory() {
        Check.call("f").run(() -> new long[Integer.MAX_VALUE - 8][100_000]);
    }

    @Test
    void needsBrokenClass() {
        Check.call("f").equal(() -> Broken.VALUE, 1);
    }

    @Test
    void callsChangedMethod() {
        throw new NoSuchMethodError("'int tinytorch.tensor.Tensor.rank()'");
    }

    @Test
    @Disabled("shows what a disabled test looks like from outside")
    void disabled() {
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }
}
