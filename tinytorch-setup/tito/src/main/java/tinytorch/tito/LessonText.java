package tinytorch.tito;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tinytorch.course.quiz.Questions;

/** A lesson's Markdown for the terminal: paragraphs filled, headings and code set apart, tables in columns. */
final class LessonText {
    private static final Pattern HEADING = Pattern.compile("(#+) +(.*)");
    private static final Pattern ITEM = Pattern.compile("( *)([-*]|\\d+\\.) +(.*)");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|!?\\[([^\\]]*)]\\([^)]*\\)");
    private static final String CODE = "    ";

    private final Style style;
    private final int columns;
    private final List<String> lines = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();
    private final List<String> table = new ArrayList<>();
    private String first = "";
    private boolean code;
    private int questions = -1;
    private boolean answer;

    private LessonText(Style style, int columns) {
        this.style = style;
        this.columns = columns;
    }

    /** The text in lines of at most so many columns; code and what can't be broken may be longer. */
    static List<String> of(String markdown, Style style, int columns) {
        LessonText text = new LessonText(style, columns);
        markdown.lines().forEach(text::take);
        text.end();
        return text.lines;
    }

    private void take(String line) {
        if (answer) {
            answer = !line.strip().equals("</details>");
        } else if (questions >= 0 && line.startsWith("<details>")) {
            end();
            first = ++questions + ". ";
            question(line);
        } else if (questions >= 0 && line.contains("</summary>")) {
            question(line);
        } else if (line.startsWith("```")) {
            end();
            code = !code;
        } else if (code) {
            lines.add(CODE + style.dim(line));
        } else if (line.startsWith("|")) {
            fill();
            table.add(line);
        } else if (line.isBlank()) {
            end();
            blank();
        } else if (paragraph.isEmpty() && line.startsWith(CODE) && !ITEM.matcher(line).matches()) {
            end();
            lines.add(style.dim(line));
        } else {
            text(line);
        }
    }

    private void text(String line) {
        rows();
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (heading.matches()) {
            end();
            questions = line.equals(Questions.HEADING) ? 0 : -1;
            blank();
            String title = inline(heading.group(2));
            lines.addAll(Fold.lines(style.bold(heading.group(1).length() < 3 ? style.cyan(title) : title), columns, ""));
        } else if (item.matches()) {
            fill();
            first = item.group(1) + (item.group(2).length() > 1 ? item.group(2) : "-") + " ";
            paragraph.add(item.group(3));
        } else {
            String plain = line.replaceAll("</?[a-z]+[^>]*>", "").strip();   // what Markdown has no sign for: answers to unfold
            if (!plain.isEmpty()) {
                paragraph.add(plain);
            }
        }
    }

    /** A question's answer is not for the eye to fall on: {@code tito quiz} reveals it. */
    private void question(String line) {
        paragraph.add(line.replaceFirst("<details><summary>", "").replaceFirst("</summary>.*", "").strip());
        answer = line.contains("</summary>");
        if (answer) {
            fill();
        }
    }

    private void blank() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
            lines.add("");
        }
    }

    private void end() {
        fill();
        rows();
    }

    private void fill() {
        if (!paragraph.isEmpty()) {
            lines.addAll(Fold.lines(first + inline(String.join(" ", paragraph)), columns, " ".repeat(first.length())));
        }
        paragraph.clear();
        first = "";
    }

    private void rows() {
        if (!table.isEmpty()) {
            lines.addAll(TableText.of(table.stream().map(this::inline).toList(), columns));
        }
        table.clear();
    }

    private String inline(String text) {
        return INLINE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) != null ? style.color() ? style.cyan(found.group(1)) : found.group()
                : found.group(2) != null ? style.bold(found.group(2)) : found.group(3)));
    }
}
