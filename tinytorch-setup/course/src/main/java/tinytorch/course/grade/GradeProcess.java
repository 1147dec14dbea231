package tinytorch.course.grade;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.TestLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@link GradeProgram} for one submission, with a limit of memory and of time, and makes the report of what it said, however it ended. */
final class GradeProcess {
    private final Course course;
    private final GradeOptions options;
    private final List<ModuleReport> modules = new ArrayList<>();
    private String note = "";
    private boolean ended;

    private GradeProcess(Course course, GradeOptions options) {
        this.course = course;
        this.options = options;
    }

    static StudentReport grade(Course course, GradeOptions options, Submission submission, String fingerprint) {
        long start = System.nanoTime();
        GradeProcess grading = new GradeProcess(course, options);
        try {
            Path folder = Files.createTempDirectory("tinytorch-grade");
            try {
                grading.run(submission, folder);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the process that grades " + submission.student() + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("The grading was interrupted. Start it again: it goes on where it was.", e);
        }
        grading.fill();
        return StudentReport.of(submission.student(), fingerprint, grading.note, grading.modules, (System.nanoTime() - start) / 1e9);
    }

    private void run(Submission submission, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m", "-XX:+UseSerialGC", "-Xss4m",
                "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder, "-Dstdout.encoding=UTF-8", GradeProgram.class.getName());
        builder.environment().put("CLASSPATH", Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator)));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()));
        Process process = builder.start();
        Thread killer = Thread.ofVirtual().start(() -> killLate(process));
        Thread atExit = Thread.ofPlatform().unstarted(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(atExit);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            try (OutputStream in = process.getOutputStream()) {
                in.write(JsonMapper.shared().writeValueAsBytes(request(course, options, submission, Files.createDirectories(folder.resolve("site")))));
            }
            for (String line = lines.readLine(); line != null && !ended; line = lines.readLine()) {
                take(JsonMapper.shared().readValue(line, GradeProgram.Line.class));
            }
        } catch (JacksonException | IOException e) {
            note = "The grading broke off: " + e.getMessage().lines().findFirst().orElse("");
        } finally {
            kill(process);
            killer.interrupt();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private Path errors() throws IOException {
        return Files.createDirectories(options.out()).resolve("errors.log");
    }

    private void killLate(Process process) {
        try {
            if (!process.waitFor((long) (options.minutes() * 60_000), TimeUnit.MILLISECONDS)) {
                note = "Stopped after %.0f minutes.".formatted(options.minutes());
                kill(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();   // the grading is over
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What the process is told, to work in this empty folder. */
    static GradeRequest request(Course course, GradeOptions options, Submission submission, Path folder) {
        Map<String, String> folders = new LinkedHashMap<>();
        options.hidden().folders().forEach((module, path) -> folders.put(module, path.toAbsolutePath().toString()));
        return new GradeRequest(course.home().toAbsolutePath().toString(), submission.source().toAbsolutePath().toString(), folder.toString(), hide(course, options, submission),
                options.modules().stream().map(CourseModule::number).toList(), folders, options.hidden().tests(), options.allowed(), options.testSeconds(), options.partial());
    }

    /** The solutions, the other submissions, the grades, and whatever else this user has. */
    private static List<String> hide(Course course, GradeOptions options, Submission submission) {
        return Stream.of(course.home(), submission.source().toAbsolutePath().getParent(), options.out(), Path.of(System.getProperty("user.home")))
                .map(path -> path.toAbsolutePath().toString()).toList();
    }

    private void take(GradeProgram.Line line) {
        line.module().ifPresent(modules::add);
        if (!line.note().isEmpty()) {
            note = line.note();
        }
        ended |= line.end();
    }

    /** The modules that the process did not come to. */
    private void fill() {
        if (!ended && note.isEmpty()) {
            note = "The grading ended before its time: see errors.log.";
        }
        for (CourseModule module : options.modules().subList(modules.size(), options.modules().size())) {
            TestLock lock = TestLock.read(course, module);
            Map<Task, List<String>> tests = new LinkedHashMap<>();
            module.tasks().forEach(task -> tests.put(task, lock.tests(task)));
            modules.add(new TaskReports("", false).notRun(module, tests, ModuleReport.Outcome.UNFINISHED, note));
        }
    }
}
