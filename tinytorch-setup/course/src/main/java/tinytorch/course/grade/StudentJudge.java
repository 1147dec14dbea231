package tinytorch.course.grade;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Task;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.Javac;
import tinytorch.course.judge.JudgeListener;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.Source;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.TaskRun;
import tinytorch.course.judge.TestLock;
import tinytorch.course.judge.TestJvms;
import tinytorch.course.judge.TestResult;

/** Judges the modules of one submission, one after the other. */
final class StudentJudge {
    /** After a test that hung or ended the JVM, those behind it get another JVM, this many times for a module. */
    private static final int RESTARTS = 5;
    private static final String TAMPERED = "The code changed the files it was tested with.";

    private final Course course;
    private final Submitted submitted;
    private final HiddenTests hidden;
    private final Site site;
    private final Isolation walls;
    private final Set<Power> allowed;
    private final double testSeconds;
    private final TaskReports reports;
    /** Why no module after it can run; empty as long as none is in the way. */
    private ModuleReport.Outcome blocked = ModuleReport.Outcome.JUDGED;
    private String blockedBy = "";

    StudentJudge(Course course, Submitted submitted, HiddenTests hidden, Site site, Isolation walls, Set<Power> allowed, double testSeconds, boolean partial) {
        this.course = course;
        this.submitted = submitted;
        this.hidden = hidden;
        this.site = site;
        this.walls = walls;
        this.allowed = allowed;
        this.testSeconds = testSeconds;
        this.reports = new TaskReports(submitted.progress(), partial);
    }

    /** Compiles and vets a module that later ones build on, and runs nothing. */
    void prepare(CourseModule module) {
        prepare(module, Map.of());
    }

    /** Judges a module; those before it must have been judged or prepared. */
    ModuleReport judge(CourseModule module) {
        Map<Task, List<String>> tests = tests(module);
        return prepare(module, tests).orElseGet(() -> run(module, tests));
    }

    /** Brings the module's classes in place; a report says why its tests can't run. */
    private Optional<ModuleReport> prepare(CourseModule module, Map<Task, List<String>> tests) {
        if (blocked != ModuleReport.Outcome.JUDGED) {
            return Optional.of(reports.notRun(module, tests, blocked, blockedBy));
        }
        List<Source> sources = submitted.of(module);
        boolean absent = sources.isEmpty();
        List<CompileError> errors = Javac.compile(absent ? skeleton(module) : sources, site.compilePath(module), site.classes(module));
        if (!errors.isEmpty()) {
            return Optional.of(block(module, tests, ModuleReport.Outcome.COMPILE_ERROR, errors.getFirst().toString()));
        }
        List<String> problems = Vetting.problems(site.classes(module), ClassPaths.finishedClasses(course, module), allowed);
        if (!problems.isEmpty()) {
            return Optional.of(block(module, tests, ModuleReport.Outcome.REFUSED, String.join(" ", problems)));
        }
        Folders.copy(module.resourceRoot(course.home()), site.classes(module));
        return absent ? Optional.of(reports.notRun(module, tests, ModuleReport.Outcome.ABSENT, "")) : Optional.empty();
    }

    private ModuleReport block(CourseModule module, Map<Task, List<String>> tests, ModuleReport.Outcome outcome, String detail) {
        blocked = outcome;
        blockedBy = "Module " + module.number() + ", before it: " + detail;
        return reports.notRun(module, tests, outcome, detail);
    }

    private List<Source> skeleton(CourseModule module) {
        List<Source> sources = new ArrayList<>();
        new Generator(course).unsolved().files().forEach((path, file) -> {
            if (path.startsWith(module.path() + "/src/main/java/") && path.endsWith(".java")) {
                sources.add(new Source(path, new String(file.content(), StandardCharsets.UTF_8)));
            }
        });
        return sources;
    }

    private Map<Task, List<String>> tests(CourseModule module) {
        TestLock lock = TestLock.read(course, module);
        Map<Task, List<String>> tests = new LinkedHashMap<>();
        for (Task task : module.tasks()) {
            List<String> all = new ArrayList<>(lock.tests(task));
            all.addAll(hidden.of(module, task.id()));
            tests.put(task, all);
        }
        return tests;
    }

    private ModuleReport run(CourseModule module, Map<Task, List<String>> tests) {
        String before = site.fingerprint();
        Map<String, TestResult> results = new HashMap<>();
        Map<Task, List<String>> left = tests;
        for (int run = 0; run <= RESTARTS && !left.isEmpty(); run++) {
            Path cell = site.cell();
            TaskRun ran = TaskRun.run(LearnerJvm.forTests(site.testPath(module)).in(cell, walls.prefix()), left, testSeconds, JudgeListener.SILENT, TestJvms.NEW);
            boolean died = !ran.process().finished() && ran.tests().stream().allMatch(test -> test.status() == TestResult.Status.NOT_RUN);
            if (!ran.invalid().isEmpty() && !died) {
                return block(module, tests, ModuleReport.Outcome.INVALID, ran.invalid());
            }
            if (!site.fingerprint().equals(before)) {
                return block(module, tests, ModuleReport.Outcome.INVALID, TAMPERED);
            }
            ran.tests().stream().filter(test -> run(test) || !results.containsKey(test.id())).forEach(test -> results.put(test.id(), test));
            left = died ? Map.of() : left(tests, results);
        }
        List<TaskResult> all = tests.entrySet().stream().map(e -> new TaskResult(e.getKey(), e.getValue().stream().map(results::get).toList())).toList();
        return reports.judged(module, all);
    }

    private static boolean run(TestResult test) {
        return test.status() != TestResult.Status.NOT_RUN;
    }

    /** The tests that no JVM has come to yet. */
    private static Map<Task, List<String>> left(Map<Task, List<String>> tests, Map<String, TestResult> results) {
        Map<Task, List<String>> left = new LinkedHashMap<>();
        tests.forEach((task, ids) -> {
            List<String> open = ids.stream().filter(id -> !run(results.get(id))).toList();
            if (!open.isEmpty()) {
                left.put(task, open);
            }
        });
        return left;
    }
}
