package tinytorch.course.judge;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one place that builds the command line of a JVM for learner code: tests, labs and milestones.
 *
 * @param classPath in this order; it travels in the environment, so its length, spaces and umlauts need no quoting
 * @param options   further options of the JVM
 * @param cell      where code runs that nobody trusts; learners' own programs run where they are started
 */
public record LearnerJvm(List<Path> classPath, List<String> options, Optional<Cell> cell) {
    /**
     * An empty folder that is all the code gets to know: working folder, home, place for temporary files. Nothing of the environment is handed on.
     *
     * @param prefix words before the command, which put walls around it
     */
    private record Cell(Path folder, List<String> prefix) {
    }

    private static final List<String> ALWAYS = List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
            "-Duser.language=en", "-XX:-UsePerfData", "-Xss2m");
    /** Short runs: the time to start counts, not the last factor of two of the code. */
    private static final List<String> TESTS = List.of("-Xmx1g", "-ea", "-XX:+UseSerialGC", "-Xshare:auto");
    /** Tests of earlier modules judge loops of module 02, not those of module 15, which may be half written: its own tests name the kernels they want. */
    private static final String SCALAR = "-Dtinytorch.kernels=scalar";
    /** The second compiler would only take time from short runs; but it alone makes instructions of vector operations, without it each is an object. */
    private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";
    /**
     * Large tensors live for one step of training: with room for a few steps in the young generation hardly any is ever copied by the collector. More
     * room than that is memory the processor has not seen for long. Large pages, where the system has them (Linux; others ignore the option), cost one
     * page fault for 512.
     */
    private static final List<String> PROGRAM = List.of("-Xmx4g", "-Xmn1500m", "-XX:+UseParallelGC", "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages");
    /** Of the environment: by the first a JVM on Linux reads file names, without the second none starts on Windows. */
    private static final List<String> NEEDED = List.of("LC_ALL", "SystemRoot");
    /** How long a program that is asked to end may take to save its work. */
    private static final Duration TIME_TO_SAVE = Duration.ofSeconds(30);
    /** The file with which a module offers other kernels than the scalar ones. */
    private static final String KERNELS = "META-INF/services/tinytorch.tensor.Kernels";

    public LearnerJvm {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
    }

    /** For tests. */
    public static LearnerJvm forTests(List<Path> classPath) {
        return tests(classPath, classPath);
    }

    /** For the tests of several versions of the learner's code, each with class folders of its own besides {@code tools}. */
    public static LearnerJvm forVariants(List<Path> tools, List<Variant> variants) {
        return tests(tools, variants.stream().flatMap(variant -> variant.classPath().stream()).toList());
    }

    private static LearnerJvm tests(List<Path> classPath, List<Path> searched) {
        String[] vectors = vectors(searched);
        return new LearnerJvm(classPath, TESTS, Optional.empty()).with(SCALAR).with(vectors.length > 0 ? vectors : new String[] {FIRST_COMPILER_ALONE});
    }

    /** For a lab or a milestone. */
    public static LearnerJvm forProgram(List<Path> classPath) {
        return new LearnerJvm(classPath, PROGRAM, Optional.empty()).with(vectors(classPath));
    }

    /** The incubating module costs 0.1 s at each start: only a class path with vector kernels pays for it. */
    private static String[] vectors(List<Path> classPath) {
        boolean needed = classPath.stream().anyMatch(entry -> Files.exists(entry.resolve(KERNELS)));
        return needed ? new String[] {"--add-modules", "jdk.incubator.vector"} : new String[0];
    }

    /** The same with more options. */
    public LearnerJvm with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new LearnerJvm(classPath, all, cell);
    }

    /** The same for code that nobody trusts, in this empty folder; {@code prefix} are words before the command, which put walls around it. */
    public LearnerJvm in(Path folder, List<String> prefix) {
        return new LearnerJvm(classPath, options, Optional.of(new Cell(folder, prefix))).with("-Djava.io.tmpdir=" + folder, "-Duser.home=" + folder,
                "-XX:MaxMetaspaceSize=256m", "-XX:MaxDirectMemorySize=256m", "-XX:+DisableAttachMechanism", "-XX:-HeapDumpOnOutOfMemoryError");
    }

    /** All options that its JVM is started with, for a program that starts JVMs itself. */
    public List<String> words() {
        return Stream.concat(ALWAYS.stream(), options.stream()).toList();
    }

    /** A process that runs {@code main} when it is started; the caller decides where its streams go. */
    public ProcessBuilder builder(String main, List<String> arguments) {
        List<String> command = new ArrayList<>(cell.map(Cell::prefix).orElse(List.of()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words());
        command.add(main);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        cell.ifPresent(own -> {
            builder.directory(own.folder().toFile());
            builder.environment().keySet().retainAll(NEEDED);
        });
        builder.environment().put("CLASSPATH", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        // Options for every JVM of this user would be repeated on its standard error, among the learner's output.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder;
    }

    /** Runs {@code main} with this program's own standard streams, and gives its exit code. Nothing of it outlives this call. */
    public int run(String main, List<String> arguments) throws InterruptedException {
        return run(builder(main, arguments).inheritIO(), main, _ -> { });
    }

    /** As {@link #run}, but what it prints on standard output is given to {@code output}, whole, instead of being shown. */
    public int capture(String main, List<String> arguments, Consumer<String> output) throws InterruptedException {
        ProcessBuilder builder = builder(main, arguments).redirectInput(Redirect.INHERIT);
        return run(builder, main, stream -> output.accept(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    }

    private interface Reader {
        void read(InputStream stream) throws IOException;
    }

    private static int run(ProcessBuilder builder, String main, Reader reader) throws InterruptedException {
        try {
            Process process = start(builder.redirectError(Redirect.PIPE));
            Thread errors = Thread.ofVirtual().start(() -> handOn(process.getErrorStream()));
            try {
                reader.read(process.getInputStream());
                int code = process.waitFor();
                errors.join();
                return code;
            } finally {
                kill(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM for " + main + " can't be run", e);
        }
    }

    private static void handOn(InputStream errors) {
        try {
            ErrorStream.copy(errors, System.err);
        } catch (IOException e) {
            throw new UncheckedIOException("what the program says on its error stream can't be handed on", e);
        }
    }

    /** Starts the process; when this program is ended, by Ctrl-C for one, it is asked to end too, and given time to save its work. */
    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Thread atExit = Thread.ofPlatform().unstarted(() -> end(process));
        Runtime.getRuntime().addShutdownHook(atExit);
        process.onExit().thenRun(() -> forget(atExit));
        return process;
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(TIME_TO_SAVE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill(process);
    }

    /** Ends the process and all that it started. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This program is being ended: the hook is running already, which is what it is for.
            return;
        }
    }
}
