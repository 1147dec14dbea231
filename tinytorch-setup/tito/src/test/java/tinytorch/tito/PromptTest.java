package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interactive shell on a terminal that is not there. */
class PromptTest {
    @TempDir
    private Path folder;
    private SmallCourse course;
    private final StringWriter out = new StringWriter();
    private Session session;

    @BeforeEach
    void make() throws IOException {
        course = new SmallCourse(folder);
        course.run("init", course.workspace.toString());
        course.in(course.workspace);
        PrintWriter words = new PrintWriter(out, true);
        session = new Session(course.home, course.workspace, Map.of("NO_COLOR", "1"), words, words, true, "./tito");
    }

    private int type(String keys) throws IOException {
        try (Terminal terminal = new ExternalTerminal("test", "ansi", new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(80, 24));
            return Prompt.run(session, terminal);
        }
    }

    private List<String> completions(String line) {
        List<Candidate> candidates = new ArrayList<>();
        new CommandCompleter(() -> Tito.commandLine(session), session.course()).complete(null, new DefaultParser().parse(line, line.length()), candidates);
        String word = line.substring(line.lastIndexOf(' ') + 1);
        return candidates.stream().map(Candidate::value).filter(value -> value.startsWith(word)).toList();
    }

    @Test
    void linesAreCommands() throws IOException {
        assertThat(type("status\r./tito hint tensor.sum\rtito start 02\r\rhelp test\rexit\r")).isZero();
        assertThat(out.toString()).contains("0 of 20 points", "○ 01 Setup", "hint 1 of 3", "Module 02  Tensor", "Usage: tito test");
    }

    @Test
    void aMistakeEndsTheCommandAndNotTheShell() throws IOException {
        assertThat(type("tset\rtest 'my module\rhint\r\u0003status --bad\rstatus 02\rexit\r")).isZero();
        assertThat(out.toString()).contains("no command 'tset'. Did you mean test", "no option '--bad'", "○ tensor.sum");
        assertThat(type("tset\r\u0004")).as("the end of the input").isEqualTo(2);
    }

    @Test
    void aBrokenWorkspaceIsToldAndTheShellGoesOn() throws IOException {
        Path progress = course.workspace.resolve(".tinytorch/progress.json");
        Files.writeString(progress, "{\"schema\": 99}");
        type("status\rstart 02\rexit\r");
        assertThat(out.toString()).contains("newer version of the course", "Module 02  Tensor");
    }

    @Test
    void theHistoryIsKeptInTheWorkspace() throws IOException {
        type("status 02\rexit\r");
        assertThat(course.workspace.resolve(".tinytorch/history")).content().contains("status 02");
    }

    @Test
    void commandsOptionsAndTheThingsOfTheCourseAreCompleted() {
        assertThat(completions("st")).containsExactly("status", "start");
        assertThat(completions("test ")).containsExactly("01", "02");
        assertThat(completions("hint tensor.")).containsExactly("tensor.sum", "tensor.mean");
        assertThat(completions("test --task setup")).containsExactly("setup.greet");
        assertThat(completions("test --t")).containsExactly("--task");
        assertThat(completions("milestone ")).containsExactly("first");
        assertThat(completions("reset 0")).containsExactly("01", "02");
        assertThat(completions("data ")).contains("get", "verify");
        assertThat(completions("hint tensor.sum ")).isEmpty();
        assertThat(completions("nonsense ")).isEmpty();
    }
}
