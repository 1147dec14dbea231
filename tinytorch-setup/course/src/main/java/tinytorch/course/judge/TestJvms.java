package tinytorch.course.judge;

import java.io.IOException;
import java.util.List;

/** Where the JVM comes from that runs some tests. Each serves one run and ends with it. */
public interface TestJvms {
    /** The main class of the testkit; named here as text because the engine does not depend on the testkit. */
    String RUNNER = "tinytorch.testkit.run.TestRunner";

    /** Starts one for each run. */
    TestJvms NEW = jvm -> LearnerJvm.start(jvm.builder(RUNNER, List.of()).redirectErrorStream(true));

    /** A test runner that waits for its request on standard input. */
    Process take(LearnerJvm jvm) throws IOException;
}
