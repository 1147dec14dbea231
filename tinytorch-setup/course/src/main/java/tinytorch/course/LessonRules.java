package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for a module's lesson: its parts in their order, PyTorch's name for what is written, every task in the order of the manifest, and a figure that can also be read aloud. */
final class LessonRules {
    /** How the headings of a lesson begin. */
    private static final List<String> PARTS = List.of("Why a framework has", "The idea", "Tasks", "Worked numbers", "What it costs", "Questions", "Further reading");
    private static final String NAMES = "| You write |";
    private static final Pattern FIGURE = Pattern.compile("!\\[([^\\]]*)]\\(([^)\\s]+)\\)");
    /** The words of a figure must be able to stand for it: in a terminal they do. */
    private static final int SHORTEST_WORDS = 40;

    private final String file;
    private final List<String> lines;
    private final Path folder;
    private final List<Problem> problems;

    private LessonRules(String file, Path lesson, List<Problem> problems) {
        this.file = file;
        this.lines = read(lesson).lines().toList();
        this.folder = lesson.getParent();
        this.problems = problems;
    }

    static void check(Course course, List<Problem> problems) {
        for (CourseModule module : course.builtModules()) {
            Path lesson = module.lesson(course.home());
            if (Files.isRegularFile(lesson)) {   // a missing one is told by ReactorRules
                LessonRules rules = new LessonRules(module.path() + "/README.md", lesson, problems);
                rules.parts();
                rules.tasks(module);
                rules.figures();
            }
        }
    }

    private void parts() {
        int at = -1;
        for (String part : PARTS) {
            int found = heading(part);
            if (found < 0) {
                refuse(1, "the lesson has no part '## " + part + "'.");
            } else if (found < at) {
                refuse(found + 1, "the part '## " + part + "' comes too early; the order is " + String.join(", ", PARTS) + ".");
            }
            at = Math.max(at, found);
        }
        if (lines.stream().noneMatch(line -> line.startsWith(NAMES))) {
            refuse(1, "the lesson has no table '" + NAMES + " In PyTorch it is |' of what is written and the name it has there.");
        }
    }

    /** The tasks' ids stand between their heading and the next part, in the order of the manifest. */
    private void tasks(CourseModule module) {
        int from = heading("Tasks");
        int to = heading("Worked numbers");
        if (from < 0 || to < from) {
            return;   // told already
        }
        String part = String.join("\n", lines.subList(from, to));
        int at = 0;
        for (Task task : module.tasks()) {
            int found = part.indexOf("`" + task.id() + "`");
            if (found < 0) {
                refuse(from + 1, "the task '" + task.id() + "' is not in the lesson's list.");
            } else if (found < at) {
                refuse(from + 1, "the task '" + task.id() + "' stands in another place than in the manifest.");
            }
            at = Math.max(at, found);
        }
    }

    private void figures() {
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher figure = FIGURE.matcher(lines.get(i));
            while (figure.find()) {
                count++;
                figure(i + 1, figure.group(1), figure.group(2));
            }
        }
        if (count == 0) {
            refuse(1, "the lesson has no figure: ![what it shows, in words](figures/NAME.svg).");
        }
    }

    private void figure(int line, String words, String path) {
        if (words.length() < SHORTEST_WORDS) {
            refuse(line, "the figure " + path + " needs words that can stand for it in a terminal, at least " + SHORTEST_WORDS + " letters.");
        }
        Path figure = folder.resolve(path);
        if (!path.matches("figures/[a-z0-9-]+\\.svg") || !Files.isRegularFile(figure)) {
            refuse(line, "there is no figure " + path + "; a lesson's figures are files figures/NAME.svg beside it.");
            return;
        }
        String picture = read(figure);
        if (!picture.contains("viewBox=") || !picture.contains("<title>")) {
            refuse(line, "the figure " + path + " is no SVG with a viewBox, to be shown in any size, and a <title>.");
        }
    }

    private int heading(String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("## " + part)) {
                return i;
            }
        }
        return -1;
    }

    private void refuse(int line, String message) {
        problems.add(new Problem(file, line, message));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
