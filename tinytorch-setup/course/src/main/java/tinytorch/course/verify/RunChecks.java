package tinytorch.course.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Skeleton;
import tinytorch.course.Task;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Judge;
import tinytorch.course.judge.JudgeListener;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.TaskRun;
import tinytorch.course.judge.TestJvms;
import tinytorch.course.judge.TestLock;

/** Checks that run tests, on what {@link CompileChecks} compiled. */
final class RunChecks {
    private static final int TASKS_PER_JVM = 5;
    private static final int MUTANTS_PER_JVM = 15;

    private final Course course;
    private final Generator generator;
    private final Build build;
    private final Report report;
    private final Stage stage;
    private final Map<CourseModule, TestLock> tests = new HashMap<>();

    RunChecks(Course course, Generator generator, Build build, Report report, Stage stage) {
        this.course = course;
        this.generator = generator;
        this.build = build;
        this.report = report;
        this.stage = stage;
    }

    /** Finds the tests by their tags and compares them with the lock files. False if some can't be found at all. */
    boolean locks(List<CourseModule> needed, List<CourseModule> wanted) {
        List<Stage.Step<Found>> steps = needed.stream().map(module -> new Stage.Step<>(module.name(), () -> find(module))).toList();
        boolean ok = true;
        for (Found found : stage.run("find tests", steps)) {
            CourseModule module = found.module();
            ok &= found.lock() != null;
            tests.put(module, found.lock());
            if (wanted.contains(module) || found.lock() == null) {
                report.add("tests are those of the lock file", module.name(), found.lock() == null ? 0 : found.lock().all().size(), "tests",
                        found.problems(), found.seconds());
            }
        }
        return ok;
    }

    private record Found(CourseModule module, TestLock lock, List<String> problems, double seconds) {
    }

    private Found find(CourseModule module) {
        long start = System.nanoTime();
        TestLock found;
        try {
            found = TestLock.discover(course, module, build.tests(module), build.classes("solved", course.upTo(module)));
        } catch (CourseException e) {
            return new Found(module, null, List.of(e.getMessage()), Report.since(start));
        }
        List<String> problems = new ArrayList<>();
        try {
            TestLock lock = TestLock.read(course, module);
            Set<String> gone = new LinkedHashSet<>(lock.all());
            found.all().forEach(gone::remove);
            Set<String> added = new LinkedHashSet<>(found.all());
            lock.all().forEach(added::remove);
            gone.forEach(test -> problems.add(test + " is in the lock file but not among the tests."));
            added.forEach(test -> problems.add(test + " is not in the lock file: run 'tito course lock'."));
            if (problems.isEmpty() && !lock.equals(found)) {
                problems.add("the lock file has tests at other tasks than their tags say: run 'tito course lock'.");
            }
        } catch (CourseException e) {
            problems.add(e.getMessage());
        }
        return new Found(module, found, problems, Report.since(start));
    }

    /** With the modules 1 to k solved: 1 to k are green and k+1 is red; for every k that says something about a wanted module. */
    void states(List<CourseModule> needed, List<CourseModule> wanted) {
        List<Stage.Step<Checked>> steps = new ArrayList<>();
        for (int k = 0; k <= needed.size(); k++) {
            if (k > 0 && wanted.contains(needed.get(k - 1)) || k < needed.size() && wanted.contains(needed.get(k))) {
                int solved = k;
                steps.add(new Stage.Step<>(k + " modules solved", () -> state(needed, solved)));
            }
        }
        for (Checked checked : stage.run("states", steps)) {
            report.add("solved modules green, next one red", checked.subject(), checked.count(), "tests", checked.problems(), checked.seconds());
        }
    }

    private record Checked(String subject, int count, List<String> problems, double seconds) {
    }

    private Checked state(List<CourseModule> needed, int solved) {
        long start = System.nanoTime();
        List<CourseModule> green = needed.subList(0, solved);
        List<CourseModule> red = needed.subList(solved, Math.min(needed.size(), solved + 1));
        List<Path> classes = new ArrayList<>(build.classes("solved", green));
        classes.addAll(build.classes("next", red));
        List<CourseModule> judged = needed.subList(0, green.size() + red.size());
        Map<Task, List<String>> wanted = new LinkedHashMap<>();
        judged.forEach(module -> module.tasks().forEach(task -> wanted.put(task, tests.get(module).tests(task))));
        TaskRun run = run(judged.getLast(), classes, wanted);
        String state = solved == 0 ? "nothing solved" : "solved up to " + green.getLast().name();
        List<String> problems = new ArrayList<>(Expectation.valid(run, state));
        problems.addAll(Expectation.green(of(run, green), state));
        problems.addAll(Expectation.red(of(run, red), state));
        return new Checked(state, run.tests().size(), problems, Report.since(start));
    }

    private static List<TaskResult> of(TaskRun run, List<CourseModule> modules) {
        return run.tasks().stream().filter(result -> modules.stream().anyMatch(module -> module.tasks().contains(result.task()))).toList();
    }

    /** With all solved but the stretch tasks, of these modules and of those before, every other task is green. */
    void withoutStretch(List<CourseModule> modules, Skeleton solved) {
        Skeleton plain = generator.generate(course.builtModules().stream().flatMap(module -> module.required().stream()).map(Task::id).toList());
        List<Stage.Step<Checked>> steps = modules.stream().filter(module -> course.upTo(module).stream().anyMatch(RunChecks::hasStretch))
                .map(module -> new Stage.Step<>(module.name(), () -> withoutStretch(module, solved, plain))).toList();
        for (Checked checked : stage.run("stretch tasks unwritten", steps)) {
            report.add("green without the stretch tasks", checked.subject(), checked.count(), "tests", checked.problems(), checked.seconds());
        }
    }

    private Checked withoutStretch(CourseModule module, Skeleton solved, Skeleton plain) {
        long start = System.nanoTime();
        String state = "stretch tasks unwritten";
        List<String> problems = new ArrayList<>();
        List<Path> classes = new ArrayList<>(build.classes("solved", course.upTo(module)));
        for (CourseModule part : course.upTo(module).stream().filter(RunChecks::hasStretch).toList()) {
            Path out = build.classes("plain-" + module.number(), part);
            build.overlay(Build.changed(solved, plain, part), build.classes("solved", course.upTo(part)), out)
                    .forEach(error -> problems.add(state + ": does not compile: " + error));
            classes.addFirst(out);
        }
        Map<Task, List<String>> wanted = new LinkedHashMap<>();
        module.tasks().forEach(task -> wanted.put(task, tests.get(module).tests(task)));
        TaskRun run = run(module, classes, wanted);
        problems.addAll(Expectation.valid(run, state));
        problems.addAll(Expectation.green(run.tasks().stream().filter(result -> !result.task().stretch()).toList(), state));
        return new Checked(module.name(), run.tests().size(), problems, Report.since(start));
    }

    private static boolean hasStretch(CourseModule module) {
        return module.required().size() < module.tasks().size();
    }

    /** Each task's tests pass as soon as it and what it needs are solved; and what it needs comes before it. */
    void tasks(List<CourseModule> modules, Skeleton unsolved) {
        TaskCheck check = new TaskCheck(course, generator, build, unsolved);
        for (CourseModule module : modules) {
            long start = System.nanoTime();
            List<Stage.Step<List<String>>> steps = Stage.parts(module.tasks(), TASKS_PER_JVM).stream()
                    .map(part -> new Stage.Step<>(part.getLast().id(), () -> check.check(part, module, tests.get(module)))).toList();
            List<List<String>> all = stage.run("tasks of " + module.name(), steps);
            report.add("task and its needs solved: its tests pass", module.name(), module.tasks().size(), "tasks",
                    all.stream().flatMap(List::stream).toList(), Report.since(start));
        }
    }

    /** Each planted wrong solution is caught by the tests of its task. */
    void mutants(List<CourseModule> modules, Skeleton solved) {
        MutantCheck check = new MutantCheck(course, generator, build, solved);
        for (CourseModule module : modules) {
            long start = System.nanoTime();
            List<Stage.Step<List<MutantResult>>> steps = new ArrayList<>();
            for (List<Mutant> part : Stage.parts(Mutant.read(course, module), MUTANTS_PER_JVM)) {
                String number = String.valueOf(steps.size());
                steps.add(new Stage.Step<>(part.getLast().id(), () -> check.check(part, module, tests.get(module), number)));
            }
            List<MutantResult> results = stage.run("mutants of " + module.name(), steps).stream().flatMap(List::stream).toList();
            report.add(results);
            report.add("planted mistakes are caught", module.name(), results.size(), "mutants", results.stream().filter(result -> !result.caught())
                    .map(result -> result.mutant().id() + " " + result.status() + ": " + result.detail()).toList(), Report.since(start));
            report.add("messages name a method of the task", module.name(), results.size(), "mutants", MutantCheck.unnamed(results), 0);
        }
    }

    private TaskRun run(CourseModule last, List<Path> classes, Map<Task, List<String>> wanted) {
        LearnerJvm jvm = LearnerJvm.forTests(ClassPaths.tests(course, build.tests(last), classes));
        return TaskRun.run(jvm, wanted, Judge.TEST_SECONDS, JudgeListener.SILENT, TestJvms.NEW);
    }
}
