package tinytorch.book;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Skeleton;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.Libraries;

/** Runs the JDK's {@code javadoc} over the sources of a workspace in which nothing is solved: whatever it copies, it can copy no solution. */
final class ApiDocs {
    private ApiDocs() {
    }

    /** Writes the documentation of all modules into a folder. */
    static Api write(Course course, Skeleton sources, Path folder) {
        try {
            Path scratch = Files.createTempDirectory("tito-book");
            try {
                sources.writeTo(scratch);
                return run(course, scratch, folder);
            } finally {
                Folders.delete(scratch);
            }
        } catch (IOException e) {
            throw new BookException("The documentation of the API can't be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BookException("The documentation of the API was interrupted.", e);
        }
    }

    private static Api run(Course course, Path sources, Path folder) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-quiet", "-d", folder.toString(), "-protected", "-Xdoclint:none", "-encoding", "UTF-8", "-notimestamp", "--ignore-source-errors",
                "--add-modules", "jdk.incubator.vector", "-windowtitle", course.title(), "-doctitle", course.title(),
                "-header", "<a href=\"{@docRoot}/../index.html\">The book</a>"));
        List<Path> libraries = new ArrayList<>(Libraries.thirdParty(course.home()));
        libraries.addAll(Libraries.testkit(course.home()));
        arguments.addAll(List.of("-classpath", libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        for (CourseModule module : course.builtModules()) {
            Folders.files(module.sourceRoot(sources)).stream().map(Path::toString).filter(file -> file.endsWith(".java") && !file.endsWith("module-info.java")).forEach(arguments::add);
        }
        // More files than a command line may be long, and names with blanks: each in quotes, where a backslash must be doubled.
        Path list = Files.write(sources.resolve("javadoc.args"), arguments.stream().map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"').toList());
        Path log = sources.resolve("javadoc.log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "javadoc").toString(), "-J-Xmx700m", "@" + list).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                String said = Files.readString(log, StandardCharsets.UTF_8);
                throw new IOException("javadoc ended with code " + code + ":\n" + said.substring(0, Math.min(said.length(), 2000)));
            }
        } finally {
            process.destroyForcibly();
        }
        return new Api(folder);
    }
}
