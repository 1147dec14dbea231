package tinytorch.course.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Has the JVM for the next tests started before they are needed: it has loaded JUnit and the testkit and run a few tests of the testkit's own, and waits.
 * Nothing of the learner's is loaded until the request comes, so it runs the classes as they are then; and like any other it serves one run.
 */
public final class SpareJvm implements TestJvms, AutoCloseable {
    private LearnerJvm wanted;
    private LearnerJvm started;
    private Process spare;

    /** Starts one like the last that was taken. Does nothing if none was, or if one is waiting. */
    public synchronized void prepare() throws IOException {
        // A folder that is not there when a JVM starts is no folder to it later either.
        if (wanted == null || waits(wanted) || !wanted.classPath().stream().allMatch(Files::exists)) {
            return;
        }
        close();
        started = wanted;
        spare = LearnerJvm.start(wanted.builder(RUNNER, List.of("warm")).redirectErrorStream(true));
    }

    @Override
    public synchronized Process take(LearnerJvm jvm) throws IOException {
        wanted = jvm;
        if (!waits(jvm)) {
            close();
            return NEW.take(jvm);
        }
        Process taken = spare;
        spare = null;
        return taken;
    }

    private boolean waits(LearnerJvm jvm) {
        return spare != null && spare.isAlive() && jvm.equals(started);
    }

    /** Ends the one that waits. */
    @Override
    public synchronized void close() {
        if (spare != null) {
            LearnerJvm.kill(spare);
            spare = null;
        }
    }
}
