package tinytorch.course.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tinytorch.course.Task;

/** Turns the events of a run into a result for every test that was asked for. */
final class Tally {
    private static final String FORGED = "The test runner reports tests that nobody asked for.";

    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, TestResult> results = new LinkedHashMap<>();
    private final JudgeListener listener;
    private Optional<String> running = Optional.empty();
    private String invalid = "";

    /** {@code tests} has the tests of each task, in the order to run. */
    Tally(Map<Task, List<String>> tests, JudgeListener listener) {
        this.listener = listener;
        tests.forEach((task, ids) -> ids.forEach(id -> tasks.put(id, task)));
    }

    List<String> tests() {
        return List.copyOf(tasks.keySet());
    }

    void take(TestEvent event) {
        switch (event) {
            case TestEvent.Started started -> {
                running = Optional.of(started.test());
                if (tasks.containsKey(started.test())) {
                    listener.started(tasks.get(started.test()), started.test());
                }
            }
            case TestEvent.Passed passed -> end(new TestResult(passed.test(), TestResult.Status.PASSED, passed.seconds(), "",
                    Optional.empty(), List.of()));
            case TestEvent.Failed failed -> end(failed(failed));
            case TestEvent.TimedOut late -> end(new TestResult(late.test(), TestResult.Status.TIMEOUT, late.seconds(), late.message() + place(late),
                    Optional.empty(), late.frames()));
            case TestEvent.Missing missing -> end(unran(missing.test(), TestResult.Status.MISSING,
                    "The course's own tests lack this one: " + missing.reason() + "."));
            case TestEvent.Forged _ -> invalid = "The code under test wrote into the file in which the test runner reports.";
            case TestEvent.Listed _, TestEvent.VariantMark _, TestEvent.Finished _ -> { }
        }
    }

    private TestResult failed(TestEvent.Failed failed) {
        Task task = tasks.get(failed.test());
        boolean own = task != null && failed.todo().equals(Optional.of(task.id()));
        boolean unset = failed.exception().equals(ExceptionInInitializerError.class.getName());   // that is a failure of its own, whoever threw
        TestResult.Status status = failed.todo().isEmpty() || unset ? TestResult.Status.FAILED
                : own ? TestResult.Status.UNWRITTEN : TestResult.Status.WAITING;
        String message = switch (status) {
            case UNWRITTEN -> "not written yet";
            case WAITING -> "waiting for " + failed.todo().get();
            default -> failed.message();
        };
        return new TestResult(failed.test(), status, failed.seconds(), message, failed.todo(), failed.frames());
    }

    private static String place(TestEvent.TimedOut late) {
        return late.frames().isEmpty() ? "" : " It was at " + late.frames().getFirst() + ".";
    }

    private static TestResult unran(String test, TestResult.Status status, String message) {
        return new TestResult(test, status, 0, message, Optional.empty(), List.of());
    }

    private void end(TestResult result) {
        running = Optional.empty();
        Task task = tasks.get(result.id());
        if (task == null) {
            invalid = FORGED + " (" + result.id() + ")";
        } else if (results.putIfAbsent(result.id(), result) == null) {
            listener.ended(task, result);
        } else {
            invalid = "The test runner reports a test twice. (" + result.id() + ")";
        }
    }

    /** The JVM is gone: what was running did not end well, and what follows was not run. */
    void close(TestProcess.Result run) {
        running.filter(test -> !results.containsKey(test)).ifPresent(test -> end(run.killed()
                ? unran(test, TestResult.Status.TIMEOUT, "Stopped: the program did not answer any more.")
                : unran(test, TestResult.Status.EXITED, exited(run.exitCode()))));
        for (String test : tasks.keySet()) {
            results.computeIfAbsent(test, id -> unran(id, TestResult.Status.NOT_RUN, "not run"));
        }
    }

    private static String exited(int code) {
        return "The program ended in the middle of this test, with exit code " + code + ". "
                + (code == 0 || code == 1 ? "Code under test must not call System.exit: return, or throw an exception."
                        : "Look for System.exit or Runtime.halt; without such a call, the JVM was killed or crashed.");
    }

    /** Why this run proves nothing; empty if it does. */
    String invalid() {
        return invalid;
    }

    List<TaskResult> results(Map<Task, List<String>> tests) {
        return tests.entrySet().stream().map(e -> new TaskResult(e.getKey(), e.getValue().stream().map(results::get).toList())).toList();
    }
}
