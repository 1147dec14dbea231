package tinytorch.tito;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.judge.QuizAnswer;
import tinytorch.course.quiz.Expected;
import tinytorch.course.quiz.Question;

/** A question and its answer as lines for the terminal. */
final class QuizText {
    private final Style style;
    private final CourseModule module;
    private final int count;

    QuizText(Style style, CourseModule module, int count) {
        this.style = style;
        this.module = module;
        this.count = count;
    }

    /** The question, and how it was answered before. */
    List<String> question(Question question, Optional<QuizAnswer> before) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Module " + module.number() + "  " + module.title() + "   question " + question.number() + " of " + count)
                + style.dim(before.map(answer -> "   " + said(answer)).orElse("")));
        lines.add("");
        lines.addAll(LessonText.of(options(question.text()), style, Style.WIDTH));
        kind(question.expected()).ifPresent(kind -> lines.add(style.dim(kind)));
        return lines;
    }

    /** The answer; {@code computed} is what this machine says to a question about it. */
    List<String> answer(Question question, Optional<QuizMeter.Computed> computed, String where) {
        List<String> lines = new ArrayList<>();
        switch (question.expected()) {
            case Expected.Choice choice -> lines.add(style.bold("(" + choice.letter() + ")"));
            case Expected.Measured _ -> lines.addAll(computed.map(found -> Fold.lines(style.bold("Here, " + where + ": ") + found.how(), Style.WIDTH, "")).orElse(List.of()));
            default -> { }
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(LessonText.of(question.answer(), style, Style.WIDTH));
        return lines;
    }

    private static String said(QuizAnswer answer) {
        return switch (answer) {
            case READ -> "read before";
            case RIGHT -> "right the first time";
            case WRONG -> "not right the first time";
        };
    }

    /** Each option on a line of its own. */
    private static String options(String text) {
        return text.replaceAll("\\s+\\(([b-f])\\) ", "\n- ($1) ").replaceFirst("\\s+\\(a\\) ", "\n\n- (a) ");
    }

    private static Optional<String> kind(Expected expected) {
        return switch (expected) {
            case Expected.Number number -> Optional.of("Answer " + unit(number) + (number.within() == 1 ? ", exactly." : "; within a factor of "
                    + (number.within() == Math.rint(number.within()) ? String.valueOf((int) number.within()) : String.valueOf(number.within())) + " counts as right."));
            case Expected.Choice _, Expected.Thought _ -> Optional.empty();
        };
    }

    private static String unit(Expected.Number number) {
        return number.unit().pure() ? "with a number" : "in " + number.unit().name();
    }
}
