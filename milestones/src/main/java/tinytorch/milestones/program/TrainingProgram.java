package tinytorch.milestones.program;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tinytorch.data.DataLoaderException;
import tinytorch.data.source.DataException;
import tinytorch.tensor.Kernels;
import tinytorch.train.StopSignal;
import tinytorch.train.TrainingException;
import tinytorch.workbench.ProgressBar;

/**
 * The program of a milestone that trains a network: how it begins, how it ends, and how it tells what went wrong.
 *
 * <p>Its exit codes, and the system properties that tell whose code runs, are those of {@link Outcome}.
 *
 * @param name of the milestone
 * @param json whether standard output is for one JSON object; everything else is then told on standard error
 */
public record TrainingProgram(String name, boolean json) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What the program does between its beginning and its end; gives the exit code. */
    @FunctionalInterface
    public interface Work {
        int run(StopSignal stop) throws IOException, UsageException;
    }

    /** Says that the command line can't be understood, and gives the exit code. */
    public static int misused(String name, UsageException reason, String usage) {
        System.err.println(name + ": " + reason.getMessage() + ".\n" + usage);
        return Outcome.USAGE;
    }

    /** Sets how many threads the kernels use; 0 leaves it to them. They read it once, at the first operation on a tensor. */
    public static void threads(int threads) {
        if (threads > 0) {
            System.setProperty("tinytorch.threads", Integer.toString(threads));
        }
    }

    /** Where to tell what happens. */
    public PrintStream text() {
        return json ? System.err : System.out;
    }

    /** Whether that is a terminal. */
    public boolean terminal() {
        return !json && ProgressBar.onTerminal();
    }

    /** Chooses the kernels ({@code ""} for the fastest) and does the work; whatever is thrown there is told in a sentence. Gives the exit code. */
    public int run(String kernels, Work work) {
        if (!kernels.isEmpty()) {
            try {
                Kernels.use(kernels);
            } catch (IllegalArgumentException e) {
                return fail(Outcome.USAGE, "--kernels " + kernels + ": " + e.getMessage());
            }
        }
        // Whatever ends the block, what it saves is saved before the JVM ends.
        try (StopSignal stop = StopSignal.onShutdown(PATIENCE)) {
            return work.run(stop);
        } catch (UsageException e) {
            return fail(Outcome.USAGE, e.getMessage() + ".");
        } catch (DataException e) {
            return fail(Outcome.NO_DATA, e.getMessage());
        } catch (TrainingException e) {
            return fail(Outcome.NOT_ACHIEVED, e.getMessage());
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return fail(Outcome.NOT_ACHIEVED, Failure.explain(e instanceof DataLoaderException && e.getCause() != null ? e.getCause() : e));
        }
    }

    /** Tells a sentence, in lines that fit a screen. */
    public void say(String sentence) {
        Outcome.lines(sentence).forEach(text()::println);
    }

    /** Adds what the numbers were measured with. */
    public static void describe(Map<String, Object> result, long seed, Path out) {
        result.put("seed", seed);
        result.put("kernels", Kernels.active().name());
        result.put("threads", Kernels.active().threads());
        result.put("code", Outcome.code());
        result.put("kernels_code", Outcome.kernelsCode(Kernels.active().name()));
        result.put("out", out.toAbsolutePath().toString());
    }

    /** The kernels in use, as a sentence. */
    public static String kernels() {
        Kernels active = Kernels.active();
        String code = Outcome.kernelsCode(active.name());
        return "Kernels: " + active.name() + " of " + (code.equals("yours") ? code : "the " + code) + ", threads: " + active.threads() + ".";
    }

    /** Prints the result, if that is wanted. */
    public void print(Map<String, Object> result) {
        if (json) {
            System.out.println(Outcome.json(result));
        }
    }

    private int fail(int exit, String message) {
        System.err.println(name + ": " + message);
        print(Outcome.failure(name, message));
        return exit;
    }
}
