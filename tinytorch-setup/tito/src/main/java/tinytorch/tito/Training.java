package tinytorch.tito;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tinytorch.course.judge.Folders;

/**
 * The training run for the AOT cache: the commands of a learner's first minutes, so that the classes they load, the
 * compiler's among them, are at hand from then on. It prints nothing and fails only if tito itself is broken.
 */
final class Training {
    private final Path home;

    private Training(Path home) {
        this.home = home;
    }

    public static void main(String[] args) throws IOException {
        Training training = new Training(Path.of(System.getProperty("tito.home")));
        Path folder = Files.createTempDirectory("tinytorch-training");
        try {
            Path workspace = folder.resolve("workspace");
            training.run(training.home, "--version");
            training.run(training.home, "--help");
            training.run(training.home, "tset");
            training.run(training.home, "init", workspace.toString());
            training.run(workspace);
            training.run(workspace, "status", "--color=always");
            training.run(workspace, "status", "--json");
            training.run(workspace, "start", "02");
            training.run(workspace, "test", "02");
            training.run(workspace, "doctor");
        } finally {
            Folders.delete(folder);
        }
    }

    private void run(Path here, String... arguments) {
        PrintWriter nowhere = new PrintWriter(new FallbackWriter(Writer.nullWriter(), System.out.charset()));
        int code = Tito.run(new Session(home, here, Map.of(), nowhere, nowhere, false, "tito"), arguments);
        if (code == ExitCode.INTERNAL.code()) {
            System.exit(code);
        }
    }
}
