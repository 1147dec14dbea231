package tinytorch.course.judge;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The compiler of the running JDK, called in this JVM: no process, no Maven. */
public final class Javac {
    /** The class files that the compiler writes belong to this JDK, the one that will run them: hence no {@code --release}. */
    static final List<String> OPTIONS = List.of("-proc:none", "-parameters", "-g", "-Xlint:none", "-Xmaxerrs", "50", "-implicit:none");
    private static final String OLDEST = "25";
    /** Incubating: the compiler does not see it unless asked to. */
    private static final String VECTORS = "jdk.incubator.vector";

    private Javac() {
    }

    /** Compiles into {@code out}; the list of errors is empty if and only if all sources are compiled. */
    public static List<CompileError> compile(Collection<Source> sources, Collection<Path> classPath, Path out) {
        return compile(sources, classPath, out, OPTIONS);
    }

    /** The same for every JDK from the oldest that the course runs on. */
    public static List<CompileError> compileForAll(Collection<Source> sources, Collection<Path> classPath, Path out) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-source", OLDEST, "-target", OLDEST));   // --release does not know incubating modules
        return compile(sources, classPath, out, options);
    }

    private static List<CompileError> compile(Collection<Source> sources, Collection<Path> classPath, Path out, List<String> options) {
        if (sources.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("This Java (" + System.getProperty("java.home") + ") has no compiler: a JDK is needed, not a JRE.");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StringWriter rest = new StringWriter();
        boolean compiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            Files.createDirectories(out);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(out));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            List<? extends JavaFileObject> units = sources.stream().map(Unit::new).toList();
            CompilationTask task = compiler.getTask(rest, files, diagnostics, options, null, units);
            if (sources.stream().anyMatch(source -> source.text().contains(VECTORS))) {
                task.addModules(List.of(VECTORS));
            }
            compiled = task.call();
        } catch (IOException e) {
            throw new UncheckedIOException("classes can't be written to " + out, e);
        }
        List<CompileError> errors = diagnostics.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(Javac::error).toList();
        if (!compiled && errors.isEmpty()) {
            return List.of(new CompileError("", 0, 0, "", "the compiler gave up: " + rest));
        }
        return errors;
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ENGLISH);
        if (!(diagnostic.getSource() instanceof Unit unit)) {
            return new CompileError("", 0, 0, "", message);
        }
        List<String> lines = unit.source.text().lines().toList();
        long line = Math.max(0, diagnostic.getLineNumber());
        String text = line >= 1 && line <= lines.size() ? lines.get((int) line - 1) : "";
        return new CompileError(unit.source.file(), line, Math.max(0, diagnostic.getColumnNumber()), text, message);
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final Source source;

        Unit(Source source) {
            super(uri(source.file()), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }

        private static URI uri(String file) {
            try {
                return new URI("source", null, "/" + file, null);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(file, e);
            }
        }
    }
}
