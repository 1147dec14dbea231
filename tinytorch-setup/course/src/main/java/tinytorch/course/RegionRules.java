package tinytorch.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;

/** The rules for the markers of one finished source: spelling, pairs, and where a region may lie. */
final class RegionRules {
    /** A comment that was meant as a marker: {@code tito:} anywhere, or tito and begin or end with only signs between. */
    private static final Pattern MEANT = Pattern.compile("\\btito\\s*:|\\btito\\W{0,3}(begin|end)\\b", Pattern.CASE_INSENSITIVE);

    /** A region and the method it is in. */
    record Found(Region region, TaskText text) {
    }

    private final JavaSource source;
    private final List<Problem> problems;

    private RegionRules(JavaSource source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The well-formed regions of a source; what is malformed is added to {@code problems}. */
    static List<Found> read(JavaSource source, List<Problem> problems) {
        if (!source.errors().isEmpty()) {
            problems.addAll(source.errors());
            return List.of();
        }
        RegionRules rules = new RegionRules(source, problems);
        List<Found> found = new ArrayList<>();
        Marker open = null;
        for (Marker marker : rules.markers()) {
            if (marker.begin() && open != null) {
                rules.problem(marker, "a region begins inside the region of '" + open.task() + "' (line " + open.line()
                        + "); end that one with '" + Marker.END + "' first.");
            } else if (!marker.begin() && open == null) {
                rules.problem(marker, "this '" + Marker.END + "' has no '" + Marker.BEGIN + "TASK' before it.");
            } else if (!marker.begin()) {
                rules.check(open, marker, found);
            }
            open = marker.begin() ? marker : null;
        }
        if (open != null) {
            rules.problem(open, "the region of '" + open.task() + "' is not ended with '" + Marker.END + "'.");
        }
        return found;
    }

    private List<Marker> markers() {
        List<Marker> markers = new ArrayList<>();
        String text = source.text();
        for (Comments.Comment comment : Comments.of(source)) {
            if (!MEANT.matcher(comment.text()).find()) {
                continue;
            }
            int lineStart = text.lastIndexOf('\n', comment.offset()) + 1;
            int end = comment.offset() + comment.text().length();
            int next = Math.min(text.length(), end + 1);
            Marker marker = Marker.of(comment.text().stripTrailing(), source.line(comment.offset()), lineStart, comment.offset(), next);
            if (marker == null) {
                problems.add(source.problem(comment.offset(), misspelt(comment.text())));
            } else if (!text.substring(lineStart, comment.offset()).isBlank()) {
                problem(marker, "a marker stands alone on its line.");
            } else {
                markers.add(marker);
            }
        }
        return markers;
    }

    private static String misspelt(String comment) {
        String shown = comment.strip().lines().filter(line -> MEANT.matcher(line).find()).findFirst().orElse(comment).strip();
        boolean end = shown.toLowerCase(Locale.ROOT).contains("end") && !shown.toLowerCase(Locale.ROOT).contains("begin");
        return "'" + shown + "' looks like a marker and is none. Write exactly '" + (end ? Marker.END : Marker.BEGIN + "module.task")
                + "', alone on its line.";
    }

    private void check(Marker begin, Marker end, List<Found> found) {
        TreePath path = innermost(begin.offset());
        MethodTree method = method(begin, path);
        if (method == null) {
            return;
        }
        BlockTree body = method.getBody();
        if (body == null || !source.contains(body, begin.offset()) || inStatement(body, begin.offset())) {
            problem(begin, "a region lies in the outermost block of a method's body, but this one begins inside another statement.");
        } else if (!source.contains(body, end.offset())) {
            problem(begin, "the region of '" + begin.task() + "' leaves the method it begins in.");
        } else if (inStatement(body, end.offset())) {
            problem(end, "the region of '" + begin.task() + "' ends inside another statement; it must run to the end of the method's body.");
        } else if (!source.text().substring(end.nextLine(), source.end(body) - 1).isBlank()) {
            problem(end, "the region of '" + begin.task() + "' must run to the end of the method's body, but something follows it.");
        } else if (body.getStatements().stream().noneMatch(s -> source.start(s) > begin.offset())) {
            problem(begin, "the region of '" + begin.task() + "' is empty: there is nothing for a learner to write.");
        } else {
            String name = method.getName().contentEquals("<init>") ? "constructor" : method.getName().toString();
            String above = source.text().substring(0, source.start(method)).stripTrailing();
            String comment = above.endsWith("*/") ? above.substring(above.lastIndexOf("/*")) : "";
            String declaration = source.text().substring(source.start(method), source.start(body)).replaceAll("\\s+", " ").strip();
            found.add(new Found(Regions.region(begin, end, source.text()), new TaskText(source.name(), type(path), name, declaration, comment)));
        }
    }

    /** The method whose body holds the marker, or null after telling why there is none. */
    private MethodTree method(Marker begin, TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            Tree parent = at.getParentPath() == null ? null : at.getParentPath().getLeaf();
            switch (at.getLeaf()) {
                case MethodTree method -> {
                    return method;
                }
                case LambdaExpressionTree lambda -> {
                    problem(begin, "a region must not lie in a lambda; write a method and let the lambda call it.");
                    return null;
                }
                case BlockTree block when parent instanceof ClassTree -> {
                    problem(begin, "a region must not lie in an initialiser; only in the body of a method or constructor.");
                    return null;
                }
                case ClassTree type -> {
                    problem(begin, "a region must not lie in the body of a class; only in the body of a method or constructor.");
                    return null;
                }
                default -> {
                    // Some part of a statement or declaration: what holds it decides.
                }
            }
        }
        problem(begin, "a region must lie in the body of a method or constructor, but this one is outside of every class.");
        return null;
    }

    private static String type(TreePath path) {
        String name = "";
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ClassTree type && !type.getSimpleName().isEmpty()) {
                name = type.getSimpleName() + (name.isEmpty() ? "" : "." + name);
            }
        }
        return name;
    }

    private boolean inStatement(BlockTree body, int offset) {
        for (StatementTree statement : body.getStatements()) {
            if (source.contains(statement, offset)) {
                return true;
            }
        }
        return false;
    }

    private TreePath innermost(int offset) {
        TreePath[] innermost = {new TreePath(source.unit())};
        new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void none) {
                if (tree == null || !source.contains(tree, offset)) {
                    return null;
                }
                innermost[0] = new TreePath(getCurrentPath(), tree);
                return super.scan(tree, none);
            }
        }.scan(innermost[0], null);
        return innermost[0];
    }

    private void problem(Marker marker, String message) {
        problems.add(new Problem(source.name(), marker.line(), message));
    }
}
