package tinytorch.tito;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
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
            training.prompt(workspace);
        } finally {
            Folders.delete(folder);
        }
    }

    /** The interactive shell, on a terminal that is not there. */
    private void prompt(Path here) throws IOException {
        ByteArrayInputStream typed = new ByteArrayInputStream("sta\tus 02\rexit\r".getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal = new ExternalTerminal("training", "ansi", typed, OutputStream.nullOutputStream(), StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(Style.WIDTH, 24));
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            Prompt.run(new Session(home, here, Map.of(), nowhere, nowhere, true, "tito"), terminal);
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
