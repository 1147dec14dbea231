package tinytorch.course.grade;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.archive.ArchiveException;
import tools.jackson.databind.json.JsonMapper;

/** The process that grades one submission. It prints one line of JSON for each module as soon as that is done, so what was done counts, whatever comes after. */
public final class GradeProgram {

    /**
     * A line of the output.
     *
     * @param module a module's report
     * @param note   why the submission as a whole can't be graded
     * @param end    whether this is the last line
     */
    record Line(Optional<ModuleReport> module, String note, boolean end) {
    }

    private GradeProgram() {
    }

    /** Takes no arguments; see {@link GradeRequest}. */
    public static void main(String[] args) {
        // A killed tito must not leave a grading behind.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        GradeRequest request = JsonMapper.shared().readValue(System.in, GradeRequest.class);
        try {
            grade(request, module -> print(out, new Line(Optional.of(module), "", false)));
        } catch (ArchiveException e) {
            print(out, new Line(Optional.empty(), e.getMessage(), false));
        }
        print(out, new Line(Optional.empty(), "", true));
        System.exit(0);
    }

    /** Grades in this process; each module's report goes to {@code done} as soon as it is made. */
    static void grade(GradeRequest request, Consumer<ModuleReport> done) {
        Course course = Course.load(Path.of(request.home()));
        Submitted submitted = Submitted.read(course, Path.of(request.source()));
        Map<String, Path> folders = new LinkedHashMap<>();
        request.hiddenFolders().forEach((module, folder) -> folders.put(module, Path.of(folder)));
        HiddenTests hidden = new HiddenTests(folders, request.hiddenTests());
        List<CourseModule> modules = new ArrayList<>(request.modules().stream().map(course::module).toList());
        Site site = new Site(course, hidden, course.upTo(modules.getLast()), Path.of(request.folder()));
        Isolation walls = Isolation.hiding(request.hide().stream().map(Path::of).toList(), List.of(Path.of(request.folder()), Path.of(System.getProperty("java.home"))));
        StudentJudge judge = new StudentJudge(course, submitted, hidden, site, walls, Vetting.named(request.allowed()), request.testSeconds(), request.partial());
        for (CourseModule module : course.upTo(modules.getLast())) {
            if (modules.contains(module)) {
                done.accept(judge.judge(module));
            } else {
                judge.prepare(module);
            }
        }
    }

    private static void print(PrintStream out, Line line) {
        out.println(JsonMapper.shared().writeValueAsString(line));
    }
}
