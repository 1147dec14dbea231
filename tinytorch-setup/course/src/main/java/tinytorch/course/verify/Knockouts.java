package tinytorch.course.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Milestone;
import tinytorch.course.Skeleton;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.Source;
import tinytorch.course.verify.KnockoutPlan.Break;
import tinytorch.course.verify.KnockoutPlan.Form;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Breaks one module at a time in the finished library and runs the milestone that is built on it: it must not be achieved, and say why. The same run with nothing broken
 * comes first, and must be achieved.
 */
public final class Knockouts {
    private static final long MINUTES = 10;
    /** The exit code of a milestone that ran and is not achieved. */
    private static final int NOT_ACHIEVED = 1;

    private final Course course;
    private final KnockoutPlan plan;
    private final Generator generator;
    private final Skeleton solved;
    private final Path folder;

    private Knockouts(Course course, Path folder) {
        this.course = course;
        this.plan = KnockoutPlan.read(course);
        this.generator = new Generator(course);
        this.solved = generator.solved();
        this.folder = folder;
    }

    /** Breaks these modules; {@code listener} hears of each run as soon as it has ended. */
    public static List<KnockoutResult> run(Course course, List<CourseModule> modules, Consumer<KnockoutResult> listener) {
        Path folder;
        try {
            folder = Files.createTempDirectory("tinytorch-knockout");
        } catch (IOException e) {
            throw new UncheckedIOException("no working folder for the knockouts", e);
        }
        try {
            return new Knockouts(course, folder).run(modules, listener);
        } finally {
            Folders.delete(folder);
        }
    }

    private List<KnockoutResult> run(List<CourseModule> modules, Consumer<KnockoutResult> listener) {
        List<Break> breaks = plan.breaks().stream().filter(one -> modules.contains(course.moduleOf(one.task()))).toList();
        List<KnockoutResult> results = new ArrayList<>();
        for (String milestone : new LinkedHashSet<>(breaks.stream().map(Break::milestone).toList())) {
            results.add(run(milestone, "", List.of()));
            listener.accept(results.getLast());
            if (!results.getLast().ok()) {
                continue;   // what fails by itself proves nothing about what is broken
            }
            for (Break one : breaks.stream().filter(other -> other.milestone().equals(milestone)).toList()) {
                results.add(run(milestone, one.toString(), plant(one)));
                listener.accept(results.getLast());
            }
        }
        return results;
    }

    /** Compiles the sources that are wrong; their classes go before those of the library. */
    private List<Path> plant(Break one) {
        CourseModule module = course.moduleOf(one.task());
        Path out = folder.resolve("broken").resolve(module.number());
        List<CompileError> errors = new Build(course, folder).overlay(wrong(one, module), ClassPaths.milestone(course, course.home(), course.modules().getLast()), out);
        if (!errors.isEmpty()) {
            throw new CourseException(one + " does not compile: " + errors.getFirst());
        }
        return List.of(out);
    }

    private List<Source> wrong(Break one, CourseModule module) {
        if (one.mutant().isEmpty()) {
            return Build.changed(solved, generator.solvedBut(course.task(one.task())), module);
        }
        Mutant mutant = Mutant.read(course, module).stream().filter(other -> other.id().equals(one.toString())).findFirst()
                .orElseThrow(() -> new CourseException("knockouts.json names " + one + ", and there is no such mutant."));
        return List.of(mutant.planted(solved));
    }

    private KnockoutResult run(String name, String broken, List<Path> before) {
        long start = System.nanoTime();
        Form form = plan.form(name);
        Milestone milestone = course.milestone(name);
        List<Path> classPath = new ArrayList<>(before);
        classPath.addAll(ClassPaths.milestone(course, course.home(), course.gate(milestone).getLast()));
        List<String> arguments = new ArrayList<>(form.arguments().stream().map(word -> word.replace("{folder}", folder.toString()).replace("{home}", course.home().toString())).toList());
        arguments.add("--json");
        boolean ownKernels = course.gate(milestone).stream().anyMatch(module -> module.id().equals("kernels"));   // then products are those of module 15's tasks
        ProcessBuilder builder = LearnerJvm.forProgram(classPath).with("--enable-native-access=ALL-UNNAMED", "-Dtinytorch.kernels=" + (ownKernels ? "ladder" : ""),
                ClassPaths.contestOption(course, course.home()))
                .builder(milestone.main().orElseThrow(), arguments).directory(folder.toFile());
        if (!form.data()) {
            builder.environment().put("TINYTORCH_DATA", folder.resolve("no-data").toString());
        }
        Path out = folder.resolve("out.json");
        Path err = folder.resolve("err.txt");
        int exit = exit(builder.redirectOutput(out.toFile()).redirectError(err.toFile()));
        String said = said(out, err);
        boolean ok = broken.isEmpty() ? exit == form.whole() : exit == NOT_ACHIEVED && !said.isEmpty();
        return new KnockoutResult(name, broken, exit, ok, said, (System.nanoTime() - start) / 1e9);
    }

    private static int exit(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            try {
                return process.waitFor(MINUTES, TimeUnit.MINUTES) ? process.exitValue() : -1;
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a milestone can't be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("interrupted", e);
        }
    }

    /** What ended it, which probes and checks failed, what did not learn; else what was measured. */
    private static String said(Path out, Path err) {
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(out));
            for (String reason : List.of("error", "failed", "unmoved")) {
                JsonNode value = json.path(reason);
                if (value.isString() || !value.isEmpty()) {
                    return value.isString() ? value.stringValue() : reason + ": " + value.valueStream().map(JsonNode::asString).collect(Collectors.joining("; "));
                }
            }
            return json.path("metrics").propertyStream().filter(metric -> metric.getKey().matches(".*(accuracy|loss|correct)")).map(metric -> metric.getKey() + " " + metric.getValue())
                    .collect(Collectors.joining(", "));
        } catch (JacksonException e) {
            return last(err);
        } catch (IOException e) {
            throw new UncheckedIOException("what a milestone printed can't be read", e);
        }
    }

    private static String last(Path err) {
        try {
            return Files.readString(err).lines().filter(line -> !line.isBlank()).reduce((_, line) -> line).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("what a milestone printed can't be read", e);
        }
    }
}
