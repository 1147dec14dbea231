package tinytorch.tito;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PyTorch for the benchmarks: libtorch and its Java binding, DJL, which nothing else of TinyTorch needs. So the ordinary build knows nothing of them; they are
 * fetched, and the peers compiled, when they are first asked for, and compiled again after the launcher has built something.
 */
final class PeersBuild {
    private static final String MODULE = "tinytorch-kernels/peers";
    /** Those that DJL has a libtorch 2.7.1 for. */
    private static final List<String> SYSTEMS = List.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");
    private static final int LINES_SHOWN = 12;

    private final Session session;
    private final String system;

    PeersBuild(Session session, String osName, String architecture) {
        this.session = session;
        this.system = system(osName, architecture);
    }

    /** DJL's name for a system, such as {@code linux-x86_64}. */
    private static String system(String osName, String architecture) {
        String os = osName.toLowerCase(Locale.ROOT);
        String family = os.startsWith("windows") ? "win" : os.startsWith("mac") ? "osx" : os;
        return family + "-" + (architecture.equals("amd64") ? "x86_64" : architecture);
    }

    /** Where libtorch is unpacked: with the rest that a build makes, so that Maven's clean takes it away. */
    Path cache() {
        return session.home().resolve(MODULE + "/target/djl");
    }

    /**
     * Builds if need be, and says so.
     *
     * @throws TitoException if there is no libtorch for this system, or Maven fails: without a network, for one
     */
    void bringUpToDate() {
        if (!SYSTEMS.contains(system)) {
            throw new TitoException(ExitCode.USAGE, "--peers: there is no libtorch for " + system + " here, only for " + String.join(", ", SYSTEMS)
                    + ". Without --peers the benchmarks run everywhere.");
        }
        try {
            Path built = session.home().resolve(MODULE + "/target/built");
            Path stamp = session.home().resolve(".tito/stamp");
            if (Files.exists(built) && (!Files.exists(stamp) || Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(stamp)) >= 0)) {
                return;
            }
            Files.deleteIfExists(built);
            build(Files.createDirectories(session.home().resolve(".tito")).resolve("peers.log"));
            Files.createDirectories(built.getParent());
            Files.writeString(built, system + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException("PyTorch for the benchmarks can't be built", e);
        }
    }

    private void build(Path log) throws IOException {
        session.err().println("tito: building the benchmarks of PyTorch for " + system + "; the first time Maven downloads libtorch, some 120 MB");
        session.err().flush();
        List<String> maven = File.separatorChar == '\\' ? List.of("cmd", "/c", "mvnw.cmd") : List.of("sh", "./mvnw");
        List<String> goal = List.of("-q", "-B", "-DskipTests", "-Ppeers", "-Dlibtorch.system=" + system, "-pl", MODULE, "-am", "process-classes");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(maven.stream(), goal.stream()).toList()).directory(session.home().toFile());
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

    private static TitoException failure(List<String> lines, Path log) {
        String all = System.lineSeparator() + "All of Maven's output: " + log;
        if (lines.stream().anyMatch(line -> line.matches(".*(Could not (resolve|transfer|find artifact)|Unknown host|in offline mode).*"))) {
            return new TitoException(ExitCode.NO_DATA, "--peers: PyTorch (libtorch through DJL) is not on this machine and can't be downloaded. "
                    + "Is there a network? Once downloaded, none is needed." + all);
        }
        return new TitoException(ExitCode.BUILD_FAILED, lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()).stream()
                .collect(Collectors.joining(System.lineSeparator(), "--peers: the benchmarks of PyTorch do not build." + System.lineSeparator(), all)));
    }
}
