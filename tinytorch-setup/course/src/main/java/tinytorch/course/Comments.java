package tinytorch.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;

/**
 * The comments of a Java file. The compiler's tree leaves comments out but knows where every literal is; outside of
 * literals, {@code //} and {@code /*} always begin a comment.
 */
final class Comments {

    /** A comment with its slashes and stars, and where it starts. */
    record Comment(int offset, String text) {
    }

    private record Span(int start, int end) {
    }

    private Comments() {
    }

    static List<Comment> of(JavaSource source) {
        List<Span> literals = literals(source);
        String text = source.text();
        List<Comment> comments = new ArrayList<>();
        int literal = 0;
        int i = 0;
        while (i < text.length()) {
            while (literal < literals.size() && literals.get(literal).end() <= i) {
                literal++;
            }
            if (literal < literals.size() && literals.get(literal).start() <= i) {
                i = literals.get(literal).end();
            } else if (text.startsWith("//", i)) {
                int end = endOr(text.indexOf('\n', i), text);
                comments.add(new Comment(i, text.substring(i, end)));
                i = end;
            } else if (text.startsWith("/*", i)) {
                int close = text.indexOf("*/", i + 2);
                int end = close < 0 ? text.length() : close + 2;
                comments.add(new Comment(i, text.substring(i, end)));
                i = end;
            } else {
                i++;
            }
        }
        return comments;
    }

    private static int endOr(int index, String text) {
        return index < 0 ? text.length() : index;
    }

    private static List<Span> literals(JavaSource source) {
        List<Span> spans = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void none) {
                if (source.start(literal) >= 0 && source.end(literal) > source.start(literal)) {
                    spans.add(new Span(source.start(literal), source.end(literal)));
                }
                return null;
            }
        }.scan(source.unit(), null);
        spans.sort(Comparator.comparingInt(Span::start));
        return spans;
    }
}
