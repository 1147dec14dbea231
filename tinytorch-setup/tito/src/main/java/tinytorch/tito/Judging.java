package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.Workspace;
import tinytorch.course.WorkspaceException;
import tinytorch.course.judge.Judge;
import tinytorch.course.judge.JudgeListener;
import tinytorch.course.judge.ProgressException;
import tinytorch.course.judge.ProgressFile;
import tinytorch.course.judge.SpareJvm;
import tinytorch.course.judge.TestResult;
import tinytorch.course.judge.Verdict;

/** Judges one module again and again, each time on a thread of its own. The newest request wins: the one before it is broken off and leaves no trace. */
final class Judging implements AutoCloseable {
    private final Session session;
    private final Workspace workspace;
    private final Consumer<WatchEvent> events;
    private final SpareJvm jvms = new SpareJvm();
    private final AtomicInteger newest = new AtomicInteger();
    private Thread thread = Thread.ofPlatform().unstarted(() -> { });

    Judging(Session session, Workspace workspace, Consumer<WatchEvent> events) {
        this.session = session;
        this.workspace = workspace;
        this.events = events;
    }

    /** Judges the module as it stands now. */
    void judge(CourseModule module) {
        int number = newest.incrementAndGet();
        Thread before = thread;
        thread = Thread.ofPlatform().daemon().name("judge").uncaughtExceptionHandler((_, e) -> broke("This could not be judged: " + e)).start(() -> {
            try {
                before.join();
                run(number, module);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void run(int number, CourseModule module) {
        long start = System.nanoTime();
        try {
            if (number != newest.get()) {
                return;
            }
            boolean green = ProgressFile.of(workspace.root()).read().green(module);
            Verdict verdict = Judge.judge(session.course(), workspace.root(), module, Optional.empty(), new Progressing(number), Judge.TEST_SECONDS, jvms);
            events.accept(new WatchEvent.Judged(verdict, verdict.passed() && !green, standing(), (System.nanoTime() - start) / 1e9));
            jvms.prepare();
        } catch (CancellationException e) {
            return;   // a newer one is waiting for this thread
        } catch (CourseException | ProgressException | WorkspaceException | UncheckedIOException e) {
            broke(e.getMessage());
        } catch (IOException e) {
            broke("No JVM for the next tests can be started: " + e.getMessage());
        }
    }

    private void broke(String message) {
        events.accept(new WatchEvent.Broke(message));
    }

    private Standing standing() {
        return Standing.of(session.course(), workspace.root(), ProgressFile.of(workspace.root()).read());
    }

    /** Breaks off what runs, and ends the JVM that waits. */
    @Override
    public void close() {
        newest.incrementAndGet();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jvms.close();
    }

    /** Tells the screen how far a judgement is. */
    private final class Progressing implements JudgeListener {
        private final int number;
        private int ended;
        private int passed;

        Progressing(int number) {
            this.number = number;
            events.accept(new WatchEvent.Stage("compiling"));
        }

        @Override
        public boolean cancelled() {
            return number != newest.get();
        }

        @Override
        public void compiled(List<CourseModule> modules, double seconds) {
            events.accept(new WatchEvent.Stage("starting the tests"));
        }

        @Override
        public void started(Task task, String test) {
            events.accept(new WatchEvent.Stage("running " + task.id() + "   " + passed + " of " + ended + " passed"));
        }

        @Override
        public void ended(Task task, TestResult result) {
            ended++;
            passed += result.passed() ? 1 : 0;
        }
    }
}
