package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
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

    /** Parsing one file needs no file manager, and making one takes longer than parsing. */
    private static final class FileManagerHolder {
        static final JavaFileManager SHARED = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
    }

    private final String name;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Problem> errors = new ArrayList<>();

    private JavaSource(String name, String text, JavacTask task, DiagnosticCollector<JavaFileObject> diagnostics) {
        this.name = name;
        this.text = text;
        try {
            Iterator<? extends CompilationUnitTree> units = task.parse().iterator();
            this.unit = units.next();
        } catch (IOException e) {
            throw new UncheckedIOException("parsing " + name, e);
        }
        this.positions = Trees.instance(task).getSourcePositions();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(new Problem(name, (int) diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ENGLISH)));
            }
        }
    }

    /** Parses {@code text}; {@code name} is only used in messages. */
    static JavaSource parse(String name, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CourseException("This Java has no compiler: a JDK is needed, not only a runtime.");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, FileManagerHolder.SHARED, diagnostics, OPTIONS, null, List.of(file));
        return new JavaSource(name, text, task, diagnostics);
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
