package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;

/** A Java file as the compiler's parser sees it: a tree whose nodes have positions in the text. Nothing is resolved. */
final class JavaSource {
    /**
     * No annotation processing; and the parser shall not join {@code "a" + "b"} to one literal, because then a
     * comment between the two would seem to be part of it.
     */
    private static final List<String> OPTIONS = List.of("-proc:none", "-XDallowStringFolding=false");

    /** A text as the compiler reads it. The compiler hands out wrappers of it, which have the same URI. */
    private static final class Text extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Text(int index, String name, String text) {
            super(URI.create("string:///" + index + ".java"), JavaFileObject.Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final String name;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Problem> errors = new ArrayList<>();

    private JavaSource(String name, String text, CompilationUnitTree unit, SourcePositions positions) {
        this.name = name;
        this.text = text;
        this.unit = unit;
        this.positions = positions;
    }

    /** Parses {@code text}; {@code name} is only used in messages. */
    static JavaSource parse(String name, String text) {
        return parse(Map.of(name, text)).get(name);
    }

    /** Parses many texts, by their names, at once: starting the compiler takes longer than parsing a file. */
    static Map<String, JavaSource> parse(Map<String, String> texts) {
        Map<String, JavaSource> sources = new LinkedHashMap<>();
        if (texts.isEmpty()) {
            return sources;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CourseException("This Java has no compiler: a JDK is needed, not only a runtime.");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Map<URI, Text> files = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            Text file = new Text(files.size(), name, text);
            files.put(file.toUri(), file);
        });
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostics, OPTIONS, null, files.values());
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Text file = files.get(unit.getSourceFile().toUri());
                sources.put(file.name, new JavaSource(file.name, file.text, unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("parsing " + texts.keySet(), e);
        }
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                String name = files.get(diagnostic.getSource().toUri()).name;
                sources.get(name).errors.add(new Problem(name, (int) diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ENGLISH)));
            }
        }
        return sources;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    CompilationUnitTree unit() {
        return unit;
    }

    /** What kept the parser from understanding the text; positions can't be trusted when there is anything. */
    List<Problem> errors() {
        return List.copyOf(errors);
    }

    /** Offset of the node's first character; -1 for one the compiler made up. */
    int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    /** Offset just behind the node's last character; -1 for one the compiler made up. */
    int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    boolean contains(Tree tree, int offset) {
        return start(tree) >= 0 && start(tree) <= offset && offset < end(tree);
    }

    /** The line of an offset, from 1. */
    int line(int offset) {
        return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }

    Problem problem(int offset, String message) {
        return new Problem(name, line(offset), message);
    }
}
