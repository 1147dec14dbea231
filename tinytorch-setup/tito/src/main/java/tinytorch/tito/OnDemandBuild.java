package tinytorch.tito;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tinytorch.course.judge.Libraries;

/**
 * Builds a part of the distribution that needs libraries which nothing else needs. The ordinary build knows nothing of them: they are fetched, and the part compiled, when it is
 * first asked for, and compiled again after the launcher has built something.
 *
 * @param profile    the Maven profile that has the part, and the name of the log
 * @param module     its folder
 * @param properties further words for Maven
 * @param says       what is told before it begins
 * @param option     what was asked for, for messages: {@code --peers}
 * @param what       the libraries, for messages
 */
record OnDemandBuild(String profile, String module, List<String> properties, String says, String option, String what) {
    private static final int LINES_SHOWN = 12;

    /**
     * Builds if need be, and says so.
     *
     * @throws TitoException if Maven fails: without a network, for one
     */
    void bringUpToDate(Session session) {
        try {
            Path built = session.home().resolve(module + "/target/built");
            Path stamp = session.home().resolve(".tito/stamp");
            if (Files.exists(built) && (!Files.exists(stamp) || Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(stamp)) >= 0)) {
                return;
            }
            Files.deleteIfExists(built);
            build(session, Files.createDirectories(session.home().resolve(".tito")).resolve(profile + ".log"));
            Files.createDirectories(built.getParent());
            Files.writeString(built, String.join(" ", properties) + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(what + " can't be built", e);
        }
    }

    /** What it needs at run time: its own classes, and the libraries that Maven put beside them. */
    List<Path> classPath(Session session) {
        List<Path> path = new ArrayList<>(List.of(session.home().resolve(module + "/target/classes")));
        path.addAll(Libraries.jars(session.home().resolve(module + "/target/lib")));
        return path;
    }

    private void build(Session session, Path log) throws IOException {
        session.err().println("tito: " + says);
        session.err().flush();
        List<String> maven = File.separatorChar == '\\' ? List.of("cmd", "/c", "mvnw.cmd") : List.of("sh", "./mvnw");
        Stream<String> goal = Stream.of(Stream.of("-q", "-B", "-DskipTests", "-P" + profile), properties.stream(), Stream.of("-pl", module, "-am", "process-classes"))
                .flatMap(words -> words);
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(maven.stream(), goal).toList()).directory(session.home().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        int code;
        try {
            code = builder.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TitoException(ExitCode.INTERRUPTED, "interrupted", e);
        }
        if (code != 0) {
            throw failure(Files.readAllLines(log), log);
        }
    }

    private TitoException failure(List<String> lines, Path log) {
        String all = System.lineSeparator() + "All of Maven's output: " + log;
        if (lines.stream().anyMatch(line -> line.matches(".*(Could not (resolve|transfer|find artifact)|Unknown host|in offline mode).*"))) {
            return new TitoException(ExitCode.NO_DATA, option + ": " + what + " is not on this machine and can't be downloaded. "
                    + "Is there a network? Once downloaded, none is needed." + all);
        }
        return new TitoException(ExitCode.BUILD_FAILED, lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()).stream()
                .collect(Collectors.joining(System.lineSeparator(), option + ": " + module + " does not build." + System.lineSeparator(), all)));
    }
}
