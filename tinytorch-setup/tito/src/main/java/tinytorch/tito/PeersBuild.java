package tinytorch.tito;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * PyTorch for the benchmarks: libtorch and its Java binding, DJL, which nothing else of TinyTorch needs.
 */
final class PeersBuild {
    private static final String MODULE = "tinytorch-kernels/peers";
    /** Those that DJL has a libtorch 2.7.1 for. */
    private static final List<String> SYSTEMS = List.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

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
        new OnDemandBuild("peers", MODULE, List.of("-Dlibtorch.system=" + system), "building the benchmarks of PyTorch for " + system
                + "; the first time Maven downloads libtorch, some 120 MB", "--peers", "PyTorch (libtorch through DJL)").bringUpToDate(session);
    }
}
