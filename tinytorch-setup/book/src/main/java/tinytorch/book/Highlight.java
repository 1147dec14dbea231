package tinytorch.book;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours for code: Java by its tokens, a shell's lines by their prompt. What is neither stays as it is. */
final class Highlight {
    private static final Set<String> KEYWORDS = Set.of("abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "continue", "default", "do", "double", "else",
            "enum", "extends", "false", "final", "finally", "float", "for", "if", "implements", "import", "instanceof", "int", "interface", "long", "new", "null", "package", "permits",
            "private", "protected", "public", "record", "return", "sealed", "short", "static", "super", "switch", "this", "throw", "throws", "true", "try", "var", "void", "while", "yield");
    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\n]*|/\\*.*?\\*/)|(?<string>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])')"
            + "|(?<number>\\b\\d[\\w.]*)|(?<annotation>@\\w+)|(?<word>\\b[A-Za-z_]\\w*)", Pattern.DOTALL);
    /** What Java has and sentences, tables and shapes have not. */
    private static final Pattern JAVA = Pattern.compile(";\\s*(//.*)?$|\\)\\s*\\{$|^\\s*(public|static|final|import|for \\(|if \\(|return )", Pattern.MULTILINE);
    private static final Pattern SHELL = Pattern.compile("^(\\$ |\\./|mvn )", Pattern.MULTILINE);

    private Highlight() {
    }

    /** A block of code as HTML. */
    static String block(String code, String language) {
        if (language.equals("java") || language.isEmpty() && JAVA.matcher(code).find() && !SHELL.matcher(code).find()) {
            return java(code);
        }
        return SHELL.matcher(code).find() ? shell(code) : Html.escape(code);
    }

    /** Java, also a piece of a line. */
    static String java(String code) {
        StringBuilder html = new StringBuilder();
        int at = 0;
        for (Matcher token = TOKEN.matcher(code); token.find();) {
            String name = kind(token);
            html.append(Html.escape(code.substring(at, token.start())));
            String text = Html.escape(token.group());
            html.append(name.isEmpty() ? text : "<span class=\"" + name + "\">" + text + "</span>");
            at = token.end();
        }
        return html.append(Html.escape(code.substring(at))).toString();
    }

    private static String kind(Matcher token) {
        if (token.group("word") != null) {
            String word = token.group();
            return KEYWORDS.contains(word) ? "k" : Character.isUpperCase(word.charAt(0)) ? "t" : "";
        }
        return token.group("comment") != null ? "c" : token.group("string") != null ? "s" : token.group("number") != null ? "n" : "a";
    }

    private static String shell(String code) {
        StringBuilder html = new StringBuilder();
        for (String line : code.split("\n", -1)) {
            String text = Html.escape(line);
            html.append(SHELL.matcher(line).find() ? "<span class=\"p\">" + text + "</span>" : text).append('\n');
        }
        return html.substring(0, html.length() - 1);
    }
}
