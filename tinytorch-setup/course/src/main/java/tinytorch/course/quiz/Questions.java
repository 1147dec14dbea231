package tinytorch.course.quiz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tinytorch.course.CourseModule;

/**
 * Reads the questions of a lesson: in the section "Questions" every
 *
 * <pre>{@code
 * <details><summary>How long does it take?</summary>
 * <!-- answer: TensorQuiz.product in ms within 2 -->
 *
 * The answer with its reasons.
 * </details>
 * }</pre>
 *
 * <p>The comment tells what {@code tito quiz} takes for an answer: a number ({@code 48 B}, {@code 2.5 GB within 1.25}), a number that a program of the
 * module's lab computes on the machine, or the letter of an option ({@code b}). Without it the question is one to think about.
 */
public final class Questions {
    /** The heading of the section. */
    public static final String HEADING = "## Questions";
    private static final String OPEN = "<details><summary>";
    private static final String TURN = "</summary>";
    private static final String CLOSE = "</details>";
    private static final Pattern MARK = Pattern.compile("(?s)\\s*<!--\\s*answer:\\s*(.*?)\\s*-->\\s*(.*)");
    private static final Pattern WITHIN = Pattern.compile("(.*?)(?:\\s+within\\s+(\\d+(?:\\.\\d+)?))?");
    private static final Pattern MEASURED = Pattern.compile("([A-Z]\\w*)\\.([a-z][a-z-]*) in (.+)");
    private static final Pattern CONSTANT = Pattern.compile("([\\d.eE+^]+)\\s*(.*)");

    private Questions() {
    }

    /**
     * The questions of the module's lesson below {@code root}, in their order.
     *
     * @throws MalformedQuestionException if one can't be understood
     */
    public static List<Question> of(CourseModule module, Path root) {
        try {
            return parse(Files.readString(module.lesson(root)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the lesson of module " + module.number(), e);
        }
    }

    /** The questions of a lesson. */
    static List<Question> parse(String lesson) {
        List<String> lines = lesson.lines().toList();
        List<Question> questions = new ArrayList<>();
        int from = lines.indexOf(HEADING) + 1;
        for (int i = from; from > 0 && i < lines.size() && !lines.get(i).startsWith("## "); i++) {
            if (lines.get(i).startsWith("<details")) {
                int end = i;
                while (end < lines.size() && !lines.get(end).strip().equals(CLOSE)) {
                    end++;
                }
                if (end == lines.size()) {
                    throw new MalformedQuestionException(i + 1, "this question has no line '" + CLOSE + "'.");
                }
                questions.add(question(questions.size() + 1, i + 1, String.join("\n", lines.subList(i, end))));
                i = end;
            }
        }
        return questions;
    }

    private static Question question(int number, int line, String block) {
        int turn = block.indexOf(TURN);
        if (!block.startsWith(OPEN) || turn < 0 || block.indexOf(OPEN, 1) > 0) {
            throw new MalformedQuestionException(line, "a question is written " + OPEN + "the question" + TURN + ", then its answer, then a line " + CLOSE + ".");
        }
        String text = block.substring(OPEN.length(), turn).strip();
        String rest = block.substring(turn + TURN.length());
        Matcher mark = MARK.matcher(rest);
        Expected expected = mark.matches() ? expected(mark.group(1), line, text) : new Expected.Thought();
        String answer = (mark.matches() ? mark.group(2) : rest).strip();
        if (text.isEmpty() || answer.isEmpty()) {
            throw new MalformedQuestionException(line, "a question and its answer need words.");
        }
        return new Question(number, line, text, expected, answer);
    }

    private static Expected expected(String mark, int line, String text) {
        if (mark.matches("[a-f]")) {
            if (!text.contains("(" + mark + ")")) {
                throw new MalformedQuestionException(line, "the answer is (" + mark + "), and the question has no such option.");
            }
            return new Expected.Choice(mark);
        }
        Matcher within = WITHIN.matcher(mark);
        if (within.matches()) {
            double factor = within.group(2) == null ? 1 : Double.parseDouble(within.group(2));
            Matcher measured = MEASURED.matcher(within.group(1));
            if (measured.matches()) {
                return new Expected.Measured(measured.group(1), measured.group(2), Unit.of(measured.group(3)), factor);
            }
            Matcher constant = CONSTANT.matcher(within.group(1));
            if (constant.matches() && factor >= 1) {
                Unit unit = Unit.of(constant.group(2));
                return new Expected.Constant(unit.parse(constant.group(1)), unit, factor);
            }
        }
        throw new MalformedQuestionException(line, "'answer: " + mark + "' is none: write a letter, a number such as '48 B within 1.25', or 'Program.name in UNIT within 2'.");
    }
}
