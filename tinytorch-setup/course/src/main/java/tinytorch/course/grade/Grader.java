package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
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

import tinytorch.course.Course;
import tinytorch.course.CourseException;

/** Grades a class: a report for each student as soon as it is made, and a table of all at the end. Started again, it takes the reports that still hold. */
public final class Grader {

    private Grader() {
    }

    /**
     * Grades the submissions.
     *
     * @return the reports in the order of the submissions
     * @throws CourseException if the course itself is at fault, or it was interrupted
     */
    public static List<StudentReport> grade(Course course, List<Submission> submissions, GradeOptions options, GradeListener listener) {
        ReportFiles files = new ReportFiles(options.out());
        String with = Fingerprint.of(course, options);
        Map<String, String> prints = new TreeMap<>();
        Map<String, StudentReport> reports = new TreeMap<>();
        for (Submission submission : submissions) {
            String print = Fingerprint.of(with, submission);
            prints.put(submission.student(), print);
            files.read(submission.student()).filter(known -> known.fingerprint().equals(print)).ifPresent(known -> reports.put(submission.student(), known));
        }
        listener.begin(submissions.size(), reports.size());
        List<Submission> left = submissions.stream().filter(submission -> !reports.containsKey(submission.student())).toList();
        try (ExecutorService workers = Executors.newFixedThreadPool(options.jobs(), Thread.ofPlatform().daemon().name("grade-", 0).factory())) {
            List<Future<StudentReport>> running = new ArrayList<>();
            left.forEach(submission -> running.add(workers.submit(() -> {
                StudentReport report = GradeProcess.grade(course, options, submission, prints.get(submission.student()));
                synchronized (listener) {
                    files.write(report);
                    listener.done(report);
                }
                return report;
            })));
            running.forEach(future -> {
                StudentReport report = get(future);
                reports.put(report.student(), report);
            });
        }
        List<StudentReport> all = submissions.stream().map(submission -> reports.get(submission.student())).toList();
        write(options.out().resolve("grades.csv"), GradeTable.csv(options.modules(), all));
        return all;
    }

    private static StudentReport get(Future<StudentReport> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new CourseException("A submission can't be graded: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("The grading was interrupted. Start it again: it goes on where it was.", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }
}
