package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.grade.GradeOptions;
import tinytorch.course.grade.Grader;
import tinytorch.course.grade.HiddenTests;
import tinytorch.course.grade.StudentReport;
import tinytorch.course.grade.Submission;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.Judge;

/** Grades a class. */
@Command(name = "grade", mixinStandardHelpOptions = true,
        description = "Grade submissions: one zip, tar.gz or folder for each student. Each runs in processes of its own, with the course's own tests. "
                + "Started again, it goes on where it was.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito course grade submissions/", "  tito course grade submissions/ --only 01,02 --hidden my-tests/ --out week-2",
            "  tito course grade submissions/ --partial"})
final class GradeCommand extends TitoCommand {

    @Parameters(paramLabel = "SUBMISSIONS", description = "The folder with the submissions.")
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "grades", description = "Where grades.csv and students/NAME.json go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--only", paramLabel = "NN", split = ",", description = "These modules. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--hidden", paramLabel = "DIR", description = "Further tests, in a folder laid out as the course: tinytorch-tensor/src/test/java/...")
    private Path hidden;

    @Option(names = "--partial", description = "Points in proportion to the tests that passed, instead of all or none for a task.")
    private boolean partial;

    @Option(names = "--allow", paramLabel = "POWER", split = ",", description = "What classes may do though the course's own do not: files, network, processes, reflection, machine, judge.")
    private List<String> allowed = new ArrayList<>();

    @Option(names = "--seconds", paramLabel = "S", description = "Processor time for one test. Default: ${DEFAULT-VALUE}.")
    private double seconds = Judge.TEST_SECONDS;

    @Option(names = "--minutes", paramLabel = "M", description = "Time for one student. Default: ${DEFAULT-VALUE}.")
    private double minutes = 30;

    @Option(names = "--jobs", paramLabel = "N", description = "Students at a time. Default: half of the processors, ${DEFAULT-VALUE} here.")
    private int jobs = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    GradeCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        needFinishedLibrary("grading");
        for (String power : allowed) {
            if (!GradeOptions.powers().contains(power)) {
                throw new TitoException(ExitCode.USAGE, "--allow takes " + String.join(", ", GradeOptions.powers()) + ", not '" + power + "'.");
            }
        }
        List<CourseModule> wanted = names.stream().map(this::builtModule).toList();
        List<CourseModule> modules = course().builtModules().stream().filter(module -> wanted.isEmpty() || wanted.contains(module)).toList();
        List<Submission> submissions = Submission.in(session.here().resolve(folder));
        if (submissions.isEmpty() || jobs < 1) {
            throw new TitoException(ExitCode.USAGE, jobs < 1 ? "--jobs takes 1 or more." : "there is no zip, tar.gz or folder in " + folder + ".");
        }
        Path target = session.here().resolve(out).normalize();
        try {
            Path compiled = Files.createTempDirectory("tinytorch-hidden");
            try {
                HiddenTests tests = hidden == null ? HiddenTests.NONE : HiddenTests.compile(course(), modules, session.here().resolve(hidden), compiled);
                GradeOptions options = new GradeOptions(modules, tests, List.copyOf(allowed), partial, seconds, minutes, jobs, target);
                return report(Grader.grade(course(), submissions, options, new GradeProgress(session, json)), target);
            } finally {
                Folders.delete(compiled);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the hidden tests can't be compiled", e);
        }
    }

    private Report report(List<StudentReport> reports, Path target) {
        List<Map<String, Object>> facts = new ArrayList<>();
        for (StudentReport student : reports) {
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("student", student.student());
            fact.put("points", student.points());
            fact.put("maximum", student.maximum());
            fact.put("note", student.remark());
            facts.add(fact);
        }
        boolean walls = GradeOptions.walls();
        long noted = reports.stream().filter(student -> !student.remark().isEmpty()).count();
        return new Report(ExitCode.OK).fact("out", target).fact("students", facts).fact("walls", walls).line()
                .line(reports.size() + (reports.size() == 1 ? " student" : " students") + " graded, " + noted + " with a note to read.")
                .line("  " + near(target.resolve("grades.csv")) + "      the table").line("  " + near(target.resolve("students")) + "      a report each")
                .line("How the tasks fared: " + session.command("course stats " + near(target)))
                .text(walls ? "The code ran in namespaces of its own: without the network, and without sight of the distribution."
                        : "The code ran with your rights: this machine has no unshare (util-linux) that would wall it in. The instructors' page says what that means.", "");
    }
}
