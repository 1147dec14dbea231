package tinytorch.course.judge;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a distribution keeps what a learner's JVM needs beside the learner's classes. A checkout that the build has not filled yet (in
 * the course's own tests) is served from the class path of the running program.
 */
public final class Libraries {

    private Libraries() {
    }

    /** The jars of other people that modules and tests use: JUnit, AssertJ, Jackson. */
    public static List<Path> thirdParty(Path home) {
        List<Path> jars = jars(home.resolve("tinytorch-setup/testkit/target/lib"));
        return jars.isEmpty() ? running().filter(path -> path.toString().endsWith(".jar")).toList() : jars;
    }

    /** The jars of other people that the milestones use beside those of the modules. */
    public static List<Path> milestones(Path home) {
        return jars(home.resolve("milestones/target/lib"));
    }

    /** The jars of other people that the benchmarks use beside those of the modules: the folder. */
    public static Path benchmarks(Path home) {
        return home.resolve("tinytorch-kernels/benchmarks/target/lib");
    }

    /** The jars of other people that the leaderboard uses: the folder. */
    public static Path leaderboard(Path home) {
        return home.resolve("tinytorch-compete/board/target/lib");
    }

    /** The classes of the testkit, which runs and judges the tests. */
    public static List<Path> testkit(Path home) {
        Path classes = home.resolve("tinytorch-setup/testkit/target/classes");
        return Files.isDirectory(classes) ? List.of(classes) : running().filter(Files::isDirectory).toList();
    }

    private static Stream<Path> running() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(entry -> !entry.isEmpty()).map(Path::of);
    }

    /** The jars of other people in a folder; none if there is no such folder. */
    public static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            // Our own modules come from the class folders, never from a jar that an older build left here.
            return files.filter(file -> file.toString().endsWith(".jar") && !file.getFileName().toString().startsWith("tinytorch-")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read", e);
        }
    }
}
