package tinytorch.book;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A documentation comment as HTML: inline tags as code, block tags as a list of what they describe. HTML in it stays, as it is written for that. */
final class Javadoc {
    private Javadoc() {
    }

    /** Converts a comment with its slashes and stars; an empty one gives nothing. */
    static String html(String comment) {
        if (comment.isEmpty()) {
            return "";
        }
        List<StringBuilder> parts = new ArrayList<>(List.of(new StringBuilder()));
        for (String line : comment.replaceFirst("^/\\*+", "").replaceFirst("\\*+/$", "").lines().map(line -> line.replaceFirst("^\\s*\\* ?", "")).toList()) {
            if (line.strip().startsWith("@")) {
                parts.add(new StringBuilder());
            }
            parts.getLast().append(line).append('\n');
        }
        StringBuilder html = new StringBuilder("<p>" + inline(parts.removeFirst().toString().strip()) + "</p>\n");
        if (!parts.isEmpty()) {
            html.append(parts.stream().map(part -> block(part.toString().strip())).collect(Collectors.joining("", "<dl class=\"tags\">\n", "</dl>\n")));
        }
        return html.toString();
    }

    private static String block(String tag) {
        String[] words = tag.split("\\s+", 3);
        return switch (words[0]) {
            case "@param", "@throws" -> "<dt>" + (words[0].equals("@throws") ? "throws " : "") + "<code>" + Html.escape(words[1]) + "</code></dt><dd>" + inline(words.length > 2 ? words[2] : "") + "</dd>\n";
            default -> "<dt>" + words[0].substring(1) + "s</dt><dd>" + inline(tag.substring(words[0].length()).strip()) + "</dd>\n";
        };
    }

    /** Braces of an inline tag may hold others, as code has them. A block that may be wider than the page can be focused, to scroll it by keyboard. */
    static String inline(String text) {
        StringBuilder html = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf("{@"); start >= 0; start = text.indexOf("{@", at)) {
            int depth = 0;
            int end = start;
            do {
                depth += text.charAt(end) == '{' ? 1 : text.charAt(end) == '}' ? -1 : 0;
                end++;
            } while (depth > 0 && end < text.length());
            html.append(text, at, start).append(tag(text.substring(start + 2, end - 1)));
            at = end;
        }
        return html.append(text.substring(at)).toString().replace("<pre>", "<pre tabindex=\"0\">");
    }

    private static String tag(String tag) {
        String[] words = tag.split("\\s+", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        return switch (words[0]) {
            case "code", "literal" -> "<code>" + Html.escape(rest) + "</code>";
            case "link", "linkplain" -> {
                String[] parts = rest.split("\\s+(?![^(]*\\))", 2);
                yield "<code>" + Html.escape(parts.length > 1 ? parts[1] : parts[0].replaceFirst("^#", "").replace('#', '.')) + "</code>";
            }
            case "return" -> "Returns " + inline(rest) + ".";
            default -> Html.escape(rest);
        };
    }
}
