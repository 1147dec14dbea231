package tinytorch.tito;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JDK's own shell, with a class path and imports. It is a process of its own, and what is typed in runs in yet another one. */
final class JShell {
    private static final List<String> USUAL = List.of("java.util", "java.util.function", "java.util.random", "java.util.stream", "java.nio.file");
    /** Every call that needs chance takes a generator: one is there, the same at each start. */
    private static final String RANDOM = "RandomGenerator random = new SplittableRandom(0);";

    private JShell() {
    }

    /** What is entered before the learner's first line. */
    static String startup(List<String> packages) {
        return Stream.concat(USUAL.stream(), packages.stream()).map(name -> "import " + name + ".*;").collect(Collectors.joining("\n", "", "\n" + RANDOM + "\n"));
    }

    /** The packages in these folders of classes, but for those of the labs. */
    static List<String> packages(List<Path> folders) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path folder : folders.stream().filter(Files::isDirectory).toList()) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("package-info.class")).map(file -> folder.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
                        .filter(name -> !name.isEmpty() && !name.endsWith(".lab")).forEach(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** A process that begins with these packages imported; the caller decides where its streams go. */
    static ProcessBuilder builder(List<Path> classPath, Path startup) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "jshell").toString(), "--feedback", "concise",
                "--startup", startup.toString(), "--add-modules", "jdk.incubator.vector", "-C-Xlint:-incubating",
                "--class-path", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        for (String option : List.of("--enable-native-access=ALL-UNNAMED", "-ea", "-Xss2m", "-Dfile.encoding=UTF-8")) {
            command.add("-R" + option);
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"));
        return builder;
    }

    /** Writes what comes before the first line to a file that the shell reads. */
    static Path startupFile(List<Path> classPath) throws IOException {
        return Files.writeString(Files.createTempFile("tito-shell", ".jsh"), startup(packages(classPath)));
    }
}
