package tinytorch.tito;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.TestResult;
import tinytorch.course.judge.Verdict;

/** A judgement for programs. */
final class VerdictFacts {
    private VerdictFacts() {
    }

    static void add(Report report, Verdict verdict) {
        report.fact("module", verdict.module().number()).fact("id", verdict.module().id()).fact("outcome", lower(verdict.outcome()))
                .fact("passed", verdict.passed()).fact("tests", verdict.tests()).fact("passedTests", verdict.passedTests())
                .fact("detail", verdict.detail()).fact("tasks", verdict.tasks().stream().map(VerdictFacts::task).toList())
                .fact("compileErrors", verdict.compileErrors()).fact("output", verdict.output())
                .fact("compileSeconds", verdict.compileSeconds()).fact("testSeconds", verdict.testSeconds());
    }

    private static Map<String, Object> task(TaskResult result) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", result.task().id());
        facts.put("status", lower(result.status()));
        facts.put("stretch", result.task().stretch());
        facts.put("points", result.task().points());
        facts.put("tests", result.tests().stream().map(VerdictFacts::test).toList());
        return facts;
    }

    private static Map<String, Object> test(TestResult result) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", result.id());
        facts.put("status", lower(result.status()));
        facts.put("seconds", result.seconds());
        facts.put("message", result.message());
        facts.put("frames", List.copyOf(result.frames()));
        return facts;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
