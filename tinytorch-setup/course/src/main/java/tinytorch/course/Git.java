package tinytorch.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The {@code git} program. A workspace works without it, so no failure here is more than a notice. */
final class Git {
    private static final long SECONDS = 60;
    /** The variables by which a surrounding git command, such as a hook, would point ours at its own repository. */
    private static final List<String> FOREIGN = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR");

    private final String program;
    private final Path folder;

    Git(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    private record Outcome(int code, String output) {
    }

    /** Makes {@code folder} a repository with one commit of all it holds; a sentence if that did not work. */
    Optional<String> firstCommit(String message) {
        try {
            List<String> settings = new ArrayList<>(List.of("-c", "commit.gpgsign=false", "-c", "core.hooksPath=.git/no-hooks"));
            if (run("config", "user.name").code() != 0 || run("config", "user.email").code() != 0) {
                settings.addAll(List.of("-c", "user.name=TinyTorch learner", "-c", "user.email=learner@localhost"));
            }
            settings.addAll(List.of("commit", "--quiet", "-m", message));
            for (List<String> step : List.of(List.of("init", "--quiet"), List.of("symbolic-ref", "HEAD", "refs/heads/main"),
                    List.of("add", "--all"), settings)) {
                Outcome outcome = run(step.toArray(String[]::new));
                if (outcome.code() != 0) {
                    return Optional.of("git could not make the first commit (" + outcome.output().strip() + ")."
                            + " The workspace works without; make one yourself when you like.");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("There is no git on this machine, so the workspace is not a repository."
                    + " It works without; with git you could go back to any earlier state of your work.");
        }
    }

    private Outcome run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("tito-git", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
            FOREIGN.forEach(builder.environment()::remove);
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(-1, "it took more than " + SECONDS + " seconds");
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
