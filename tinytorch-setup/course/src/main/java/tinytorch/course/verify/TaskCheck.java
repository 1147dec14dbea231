package tinytorch.course.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Skeleton;
import tinytorch.course.Task;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.Judge;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.TaskRun;
import tinytorch.course.judge.TestLock;
import tinytorch.course.judge.Variant;

/** Solves one task and what it needs, nothing else of its module, and looks whether its tests pass. */
final class TaskCheck {
    private final Course course;
    private final Generator generator;
    private final Build build;
    private final Skeleton unsolved;

    TaskCheck(Course course, Generator generator, Build build, Skeleton unsolved) {
        this.course = course;
        this.generator = generator;
        this.build = build;
        this.unsolved = unsolved;
    }

    /** The problems of these tasks. The compiled classes {@code next/NN} and {@code solved/NN} have to be in their place. */
    List<String> check(List<Task> tasks, CourseModule module, TestLock lock) {
        List<String> problems = new ArrayList<>();
        List<Variant> variants = new ArrayList<>();
        for (Task task : tasks) {
            Set<String> solved = new LinkedHashSet<>();
            addWithNeeds(module, task, solved);
            for (Task later : module.tasks().subList(module.tasks().indexOf(task) + 1, module.tasks().size())) {
                if (solved.contains(later.id())) {
                    problems.add(task.id() + " needs " + later.id() + ", which comes later.");
                }
            }
            Path out = build.classes("only-" + task.id(), module);
            List<Path> classes = new ArrayList<>(List.of(build.classes("next", module)));
            classes.addAll(build.classes("solved", course.before(module)));
            List<CompileError> errors = build.overlay(Build.changed(unsolved, generator.generate(solved), module), classes, out);
            if (errors.isEmpty()) {
                classes.addFirst(out);
                classes.addAll(0, build.tests(module));
                variants.add(new Variant(task.id(), classes, Map.of(task, lock.tests(task))));
            } else {
                problems.add(state(task.id()) + ": does not compile: " + errors.getFirst());
            }
        }
        LearnerJvm jvm = LearnerJvm.forVariants(ClassPaths.tools(course), variants);
        TaskRun.variants(jvm, variants, Judge.TEST_SECONDS, false).forEach((task, run) -> {
            problems.addAll(Expectation.valid(run, state(task)));
            problems.addAll(Expectation.green(run.tasks(), state(task)));
        });
        return problems;
    }

    private static String state(String task) {
        return "only " + task + " and its needs solved";
    }

    private static void addWithNeeds(CourseModule module, Task task, Set<String> all) {
        if (all.add(task.id())) {
            module.tasks().stream().filter(other -> task.needs().contains(other.id())).forEach(need -> addWithNeeds(module, need, all));
        }
    }
}
