package tinytorch.tito;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import tinytorch.course.Workspace;
import tinytorch.course.WorkspaceException;
import tinytorch.course.judge.ProgressException;
import tinytorch.course.judge.ProgressFile;

/** What {@code tito doctor} looks at: the machine, the datasets, the workspace. */
final class Checks {
    private static final long ENOUGH_MEMORY = 4L << 30;
    private static final long ENOUGH_DISK = 1L << 30;

    private final Session session;

    Checks(Session session) {
        this.session = session;
    }

    List<Check> all() {
        return List.of(java(), compiler(), vectors(), git(), memory(), disk(), console(), data("MNIST", "mnist/t10k-images-idx3-ubyte.gz"),
                workspace());
    }

    private Check java() {
        String found = System.getProperty("java.version") + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
        return Check.ok("Java", found);
    }

    private Check compiler() {
        return ToolProvider.getSystemJavaCompiler() != null ? Check.ok("compiler", "part of this Java")
                : Check.problem("compiler", "missing: this Java is only a run-time", "Install a JDK 25, or set JAVA_HOME to one.");
    }

    private Check vectors() {
        return java.lang.module.ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent()
                ? Check.ok("vector API", "jdk.incubator.vector is there")
                : Check.note("vector API", "jdk.incubator.vector is missing", "Module 15 needs it. Use a complete JDK.");
    }

    private Check git() {
        try {
            Process process = new ProcessBuilder("git", "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String version = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
            if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return Check.ok("git", version);
            }
            return Check.note("git", "does not start: " + version, "'tito init' makes your workspace a git repository only when git works.");
        } catch (IOException e) {
            return Check.note("git", "not found", "'tito init' makes your workspace a git repository only when git is installed.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TitoException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private Check memory() {
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        if (!(system instanceof com.sun.management.OperatingSystemMXBean machine)) {
            return Check.note("memory", "unknown", "The training milestones want 4 GB.");
        }
        String found = gigabytes(machine.getTotalMemorySize()) + ", " + Runtime.getRuntime().availableProcessors() + " processors";
        return machine.getTotalMemorySize() >= ENOUGH_MEMORY ? Check.ok("memory", found)
                : Check.note("memory", found, "The training milestones want 4 GB.");
    }

    private Check disk() {
        try {
            long free = Files.getFileStore(session.home()).getUsableSpace();
            return free >= ENOUGH_DISK ? Check.ok("disk", gigabytes(free) + " free")
                    : Check.note("disk", gigabytes(free) + " free", "Datasets and builds want 1 GB.");
        } catch (IOException e) {
            return Check.note("disk", "unknown: " + e.getMessage(), "Datasets and builds want 1 GB.");
        }
    }

    private Check console() {
        Charset charset = System.out.charset();
        boolean symbols = charset.newEncoder().canEncode('✓');
        return Check.ok("console", charset + (symbols ? "" : ", symbols are replaced by ASCII") + (session.style().color() ? ", colour" : ""));
    }

    private Check data(String name, String file) {
        Path folder = dataFolder(session.env());
        return Files.isRegularFile(folder.resolve(file)) ? Check.ok(name, "in " + folder)
                : Check.note(name, "not in " + folder, "The milestone downloads it when it is first needed (11 MB).");
    }

    private Check workspace() {
        try {
            Optional<Workspace> found = Workspace.find(session.here());
            if (found.isEmpty()) {
                return Check.ok("workspace", "none here; yours is made with " + session.command("init DIR"));
            }
            ProgressFile.of(found.get().root()).read();
            return found.get().outdated(session.course())
                    ? Check.note("workspace", found.get().root().toString(), "There is new course material: " + session.command("update"))
                    : Check.ok("workspace", found.get().root().toString());
        } catch (WorkspaceException | ProgressException e) {
            return Check.problem("workspace", "broken", e.getMessage());
        }
    }

    /** Where datasets are kept: TINYTORCH_DATA, else a folder in the user's cache. */
    static Path dataFolder(Map<String, String> env) {
        String own = env.getOrDefault("TINYTORCH_DATA", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String cache = env.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("tinytorch");
    }

    private static String gigabytes(long bytes) {
        return "%.1f GB".formatted(bytes / (double) (1L << 30));
    }
}
