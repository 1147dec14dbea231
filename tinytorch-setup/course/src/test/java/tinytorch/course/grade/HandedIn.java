package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import tinytorch.course.judge.Folders;
import tinytorch.course.judge.TinyCourse;

/** Submissions of the small course, honest and other: each begins as the solved workspace. */
final class HandedIn {
    static final String FOUR = "int doubled = twice(x);";
    static final String TWICE = "return 2 * x;";
    private static final String MEMBERS = "private Alpha() {";

    final TinyCourse tiny;
    final Path folder;

    HandedIn(Path temporary) {
        tiny = new TinyCourse(temporary);
        tiny.makeVerifiable();
        tiny.writeManifest();
        folder = temporary.resolve("handed in");
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
        return new GradeOptions(tiny.course().modules(), hidden, allowed, partial, 1, 2, 2, out);
    }

    Map<String, StudentReport> grade(GradeOptions options) {
        Map<String, StudentReport> reports = new TreeMap<>();
        Grader.grade(tiny.course(), Submission.in(folder), options, GradeListener.SILENT).forEach(report -> reports.put(report.student(), report));
        return reports;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
