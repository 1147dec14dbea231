package tinytorch.course.grade;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.TestResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns results into points, and adds what the student's own record of progress says. */
final class TaskReports {
    private final JsonNode progress;
    private final boolean partial;

    /** {@code partial}: a task earns its points in proportion to the tests that passed, instead of for all of them alone. */
    TaskReports(String progress, boolean partial) {
        this.progress = parsed(progress);
        this.partial = partial;
    }

    /** It only adds remarks, and may be missing or broken. */
    private static JsonNode parsed(String text) {
        try {
            return JsonMapper.shared().readTree(text).path("tasks");
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    ModuleReport judged(CourseModule module, List<TaskResult> results) {
        return new ModuleReport(module.number(), ModuleReport.Outcome.JUDGED, "", results.stream().map(this::report).toList());
    }

    ModuleReport notRun(CourseModule module, Map<Task, List<String>> tests, ModuleReport.Outcome outcome, String detail) {
        return new ModuleReport(module.number(), outcome, detail,
                tests.entrySet().stream().map(e -> report(e.getKey(), "not run", 0, e.getValue().size(), "")).toList());
    }

    private TaskReport report(TaskResult result) {
        String problem = result.firstProblem().map(TaskReports::problem).orElse("");
        return report(result.task(), result.status().name().toLowerCase(Locale.ROOT), result.passedTests(), result.tests().size(), problem);
    }

    private TaskReport report(Task task, String status, int passed, int tests, String problem) {
        JsonNode own = progress.path(task.id());
        boolean assisted = own.path("assisted").asBoolean(false);
        double earned = passed == tests ? task.points() : partial ? Math.round(100.0 * task.points() * passed / tests) / 100.0 : 0;
        return new TaskReport(task.id(), status, assisted ? 0 : earned, task.points(), passed, tests, problem, own.path("attempts").asInt(0),
                own.path("hints").asInt(0), assisted);
    }

    /** Without the seconds that a test took, so that grading again says the same. */
    private static String problem(TestResult test) {
        String first = test.message().lines().findFirst().orElse("").replaceAll("\\d+ s\\b", "some s");
        return test.testClass() + "." + test.method() + ": " + first;
    }
}
