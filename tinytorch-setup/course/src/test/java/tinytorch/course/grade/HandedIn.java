package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import tinytorch.course.judge.Folders;
import tinytorch.course.judge.TinyCourse;

/** Submissions of the small course, honest and other: each begins as the solved workspace. */
final class HandedIn {
    /** An event as the test runner writes it, ready for a string in Java. */
    static final String PASSED = "{\\\"event\\\":\\\"passed\\\",\\\"test\\\":\\\"tinytorch.alpha.AlphaTest#twoIsDoubled\\\",\\\"seconds\\\":0.1}";
    static final String FOUR = "int doubled = twice(x);";
    static final String TWICE = "return 2 * x;";
    /** What a test that hangs costs: far more than an honest one needs, on a busy machine too. */
    private static final double TEST_SECONDS = 3;
    private static final double MINUTES = 30;
    private static final int JOBS = 2;
    private static final String MEMBERS = "private Alpha() {";

    final TinyCourse tiny;
    final Path folder;

    HandedIn(Path temporary) {
        this(course(temporary), temporary);
    }

    /** More submissions of the same course, in another folder. */
    HandedIn(TinyCourse tiny, Path temporary) {
        this.tiny = tiny;
        this.folder = temporary.resolve("handed in");
    }

    /** A course with a manifest, which another process can read. */
    static TinyCourse course(Path temporary) {
        TinyCourse tiny = new TinyCourse(temporary);
        tiny.makeVerifiable();
        tiny.writeManifest();
        return tiny;
    }

    /** A folder with the solved workspace. */
    Path solved(String student) {
        Path own = folder.resolve(student).resolve("my workspace");
        Folders.copy(tiny.workspace(), own);
        return own;
    }

    /** The solved workspace with one piece of the first module replaced. */
    Path edited(String student, String old, String now) {
        Path own = solved(student);
        tiny.edit(own, TinyCourse.ALPHA, old, now);
        return own;
    }

    /** With this before the second task's solution. */
    void inFour(String student, String statements) {
        edited(student, FOUR, statements + "\n        " + FOUR);
    }

    /** With a wrong first task and these members besides. */
    Path wrongWith(String student, String members) {
        Path own = edited(student, MEMBERS, members + "\n\n    " + MEMBERS);
        tiny.edit(own, TinyCourse.ALPHA, TWICE, "return 9;");
        return own;
    }

    /** With a wrong first task and a file besides. */
    void wrongBeside(String student, String file, String text) {
        TinyCourse.write(wrongWith(student, ""), file, text);
    }

    void zip(String student, Map<String, byte[]> files) {
        try {
            Files.createDirectories(folder);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(student + ".zip")))) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GradeOptions options(Path out, HiddenTests hidden, List<String> allowed, boolean partial) {
        return new GradeOptions(tiny.course().modules(), hidden, allowed, partial, TEST_SECONDS, MINUTES, JOBS, out);
    }

    Map<String, StudentReport> grade(GradeOptions options) {
        Map<String, StudentReport> reports = new TreeMap<>();
        Grader.grade(tiny.course(), Submission.in(folder), options, GradeListener.SILENT).forEach(report -> reports.put(report.student(), report));
        return reports;
    }

    /** Grades the first module by what the grading process runs, in this process. */
    Map<String, StudentReport> gradeHere(List<String> allowed, Path work) throws InterruptedException, ExecutionException {
        GradeOptions options = new GradeOptions(List.of(TinyCourse.FIRST), HiddenTests.NONE, allowed, false, TEST_SECONDS, MINUTES, JOBS, work.resolve("out"));
        try (ExecutorService workers = Executors.newFixedThreadPool(JOBS)) {
            List<Future<StudentReport>> running = new ArrayList<>();
            for (Submission submission : Submission.in(folder)) {
                Path site = work.resolve(submission.student());
                running.add(workers.submit(() -> here(submission, options, Files.createDirectories(site))));
            }
            Map<String, StudentReport> reports = new TreeMap<>();
            for (Future<StudentReport> one : running) {
                reports.put(one.get().student(), one.get());
            }
            return reports;
        }
    }

    private StudentReport here(Submission submission, GradeOptions options, Path site) {
        List<ModuleReport> modules = new ArrayList<>();
        GradeProgram.grade(GradeProcess.request(tiny.course(), options, submission, site), modules::add);
        return StudentReport.of(submission.student(), "", "", modules, 0);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
