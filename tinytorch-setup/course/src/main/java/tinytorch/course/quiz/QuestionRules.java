package tinytorch.course.quiz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Problem;

/** What every chapter's questions have to be: some, each with an answer, one of them about this very machine. */
public final class QuestionRules {
    private static final int FEWEST = 4;
    private static final int MOST = 6;

    private QuestionRules() {
    }

    /** All problems of the questions of all built modules. */
    public static List<Problem> check(Course course) {
        List<Problem> problems = new ArrayList<>();
        course.builtModules().stream().filter(module -> Files.isRegularFile(module.lesson(course.home()))).forEach(module -> check(course.home(), module, problems));
        return problems;
    }

    private static void check(Path home, CourseModule module, List<Problem> problems) {
        String lesson = module.path() + "/README.md";
        List<Question> questions;
        try {
            questions = Questions.of(module, home);
        } catch (MalformedQuestionException e) {
            problems.add(new Problem(lesson, e.line(), e.rule()));
            return;
        }
        if (questions.size() < FEWEST || questions.size() > MOST) {
            problems.add(new Problem(lesson, 1, "a lesson ends with " + FEWEST + " to " + MOST + " questions in a section '" + Questions.HEADING + "', this one has "
                    + questions.size() + "."));
        }
        if (questions.stream().noneMatch(question -> question.expected() instanceof Expected.Number)) {
            problems.add(new Problem(lesson, 1, "no question asks for a number: 'answer: 48 B within 1.25'."));
        }
        if (module.lab().isPresent() && questions.stream().noneMatch(question -> question.expected() instanceof Expected.Measured)) {
            problems.add(new Problem(lesson, 1, "no question asks for a number that is computed on the machine: 'answer: Program.name in UNIT within FACTOR'."));
        }
        for (Question question : questions) {
            if (question.expected() instanceof Expected.Measured measured && source(home, module, measured).isEmpty()) {
                problems.add(new Problem(lesson, question.line(), "the package of the module's lab has no class " + measured.program() + "."));
            }
        }
    }

    private static Optional<Path> source(Path home, CourseModule module, Expected.Measured measured) {
        return module.lab().map(lab -> module.sourceRoot(home).resolve(programClass(lab, measured).replace('.', '/') + ".java")).filter(Files::isRegularFile);
    }

    /** The full name of the class that computes the number: it lies beside the module's lab. */
    public static String programClass(String lab, Expected.Measured measured) {
        return lab.substring(0, lab.lastIndexOf('.') + 1) + measured.program();
    }
}
