package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Libraries;
import tinytorch.course.judge.TestLock;

/** Of all that a grade depends on. Where it is the same, grading again would say the same. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Of what is the same for a whole class: the tests, the tasks, what the course gives and allows, the options, this Java. */
    static String of(Course course, GradeOptions options) {
        Fingerprint print = new Fingerprint();
        for (CourseModule module : course.upTo(options.modules().getLast())) {
            print.add(ClassPaths.testClasses(course, module));
            print.add(ClassPaths.finishedClasses(course, module));   // what a class may do is what the course's own does
            print.add(TestLock.file(course, module));
            print.add(module.tasks().toString());
            if (options.hidden().folders().containsKey(module.number())) {
                print.add(options.hidden().folders().get(module.number()));
            }
        }
        Libraries.testkit(course.home()).forEach(print::add);
        Libraries.thirdParty(course.home()).forEach(print::add);
        print.add(Runtime.version().toString());
        print.add(options.hidden().tests() + " " + options.modules().stream().map(CourseModule::number).toList() + options.allowed() + options.partial()
                + options.testSeconds() + " " + options.minutes());
        return print.end();
    }

    /** Of one submission, graded with that. */
    static String of(String with, Submission submission) {
        Fingerprint print = new Fingerprint();
        print.add(with);
        print.add(submission.source());
        return print.end();
    }

    /** Of the files in a folder. */
    static String of(Path folder) {
        Fingerprint print = new Fingerprint();
        print.add(folder);
        return print.end();
    }

    private void add(String text) {
        digest.update((text.length() + " " + text).getBytes(StandardCharsets.UTF_8));
    }

    /** A file, or the names and contents of a folder; links are not followed. */
    private void add(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
            for (Path file : files) {
                add(path.relativize(file).toString() + " " + Files.size(file));
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read", e);
        }
    }

    private String end() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
