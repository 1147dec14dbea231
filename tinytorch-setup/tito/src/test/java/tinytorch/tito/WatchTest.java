package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.course.Workspace;

/** {@code tito watch} on a terminal that is not there: keys go in, the screen comes out. */
class WatchTest {
    private static final String OTHER_SCREEN = "\u001b[?1049h";
    private static final String RESTORED = "\u001b[?1049l";

    @TempDir
    private Path folder;
    private SmallCourse course;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PipedOutputStream keys = new PipedOutputStream();
    private ExternalTerminal terminal;
    private CompletableFuture<ExitCode> run;

    @BeforeEach
    void start() throws IOException {
        course = new SmallCourse(folder);
        course.run("init", course.workspace.toString());
        course.in(course.workspace);
        terminal = new ExternalTerminal("test", "ansi", new PipedInputStream(keys), shown, StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
    }

    private void watch(String module) throws IOException {
        PrintWriter out = new PrintWriter(new StringWriter());
        Session session = new Session(course.home, course.workspace, Map.of("NO_COLOR", "1"), out, out, true, "./tito");
        FullScreen screen = FullScreen.open(terminal, true);
        WatchLoop loop = new WatchLoop(session, Workspace.open(course.workspace), session.course().module(module), screen, true);
        run = CompletableFuture.supplyAsync(() -> {
            try (screen) {
                return loop.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @AfterEach
    void end() throws Exception {
        if (run != null && !run.isDone()) {
            press("q");
            run.get(20, TimeUnit.SECONDS);
        }
    }

    private void press(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private String screen() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** Waits until this is drawn. */
    private void sees(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!screen().contains(text)) {
            assertThat(System.nanoTime()).as("waiting for '%s', seen: %s", text, screen()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private void forget() {
        shown.reset();
    }

    @Test
    void aModuleIsSolvedSaveBySave() throws Exception {
        watch("01");
        sees("setup.greet  Greeting   not written yet");
        sees("waiting for the next save");
        forget();
        course.solve("setup.greet", "return 5;");
        sees("does not compile");
        sees("waiting for the next save");
        forget();
        course.change("return 5;", "return \"Hello \" + name;");
        sees("Module 01, Setup, is yours.");
        sees("1 tasks, 1 tests, without a hint.");
        forget();
        press("s");
        sees("return \"Hello \" + name;");
        press("n");
        sees("Module 02  Tensor");
        sees("tensor.sum  Sum   not written yet");
        assertThat(course.run("status").out()).contains("✓ 01 Setup", "5 of 20 points");
    }

    @Test
    void keysShowHintsTasksAndLesson() throws Exception {
        Files.writeString(course.workspace.resolve("tinytorch-tensor/README.md"), "# Tensor\n\nWhat a **tensor** is.\n");
        watch("02");
        sees("waiting for the next save");
        press("h");
        sees("hint 1 of 3");
        press("h");
        sees("hint 2 of 3");
        press("l");
        sees("tensor.mean");
        press("o");
        sees("What a tensor is.");
        press("s");
        sees("A solution opens once the tests of its task pass.");
        press("n");
        sees("tensor.mean  Mean   not written yet");
        assertThat(course.run("status").out()).contains("2 hints");
    }

    @Test
    void theTaskThatIsWorkedOnIsInFocus() throws Exception {
        watch("02");
        sees("▸ tensor.sum");
        sees("waiting for the next save");
        press("n");
        sees("▸ tensor.mean");
        forget();
        course.solve("tensor.sum", "return 5;");
        sees("▸ tensor.sum");
        sees("sums three values");
        press("a");
        press("n");
        sees("▸ tensor.mean");
    }

    @Test
    void anEndlessLoopDoesNotKeepTheNextSaveWaiting() throws Exception {
        course.solve("setup.greet", "while (true) { }");
        watch("01");
        sees("running setup.greet");
        forget();
        course.change("while (true) { }", "return \"Hello \" + name;");
        sees("is yours");
        assertThat(screen()).doesNotContain("did not come to its end");
    }

    @Test
    void theTerminalIsGivenBack() throws Exception {
        watch("01");
        sees(OTHER_SCREEN);
        press("\u0003");
        assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen()).endsWith(RESTORED);
    }

    @Test
    void aDeletedFileIsJudgedToo() throws Exception {
        watch("01");
        sees("waiting for the next save");
        forget();
        Files.delete(course.workspace.resolve("tinytorch-setup/workbench/src/main/java/tinytorch/workbench/Greeting.java"));
        sees("does not compile");
    }

    @Test
    void aTinyTerminalShowsWhatFits() throws Exception {
        terminal.setSize(new Size(30, 8));
        watch("02");
        sees("lines 1-3 of ");
        assertThat(run.isDone()).isFalse();
    }

    @Test
    void longLinesGoOnInTheNextOneAndTheScreenIsFull() throws IOException {
        Session session = new Session(course.home, course.workspace, Map.of("CLICOLOR_FORCE", "1"), new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()), true, "./tito");
        String text = "    " + session.style().red("one two three four five six seven eight nine ten") + " eleven";
        WatchState state = WatchState.of(session.course().module("02")).panel(List.of(text));
        for (int columns : new int[] {20, 33, 200}) {
            List<String> screen = new WatchView(session, course.workspace).lines(state, 24, columns);
            assertThat(screen).hasSize(24);
            List<String> plain = screen.subList(3, 20).stream().map(line -> AttributedString.stripAnsi(line)).toList();
            assertThat(plain).allMatch(line -> line.length() <= columns);
            assertThat(String.join(" ", plain).replaceAll(" +", " ").strip()).isEqualTo("one two three four five six seven eight nine ten eleven");
        }
    }

    @Test
    void withoutATerminalItSaysWhatToUse() {
        SmallCourse.Answer answer = course.run("watch", "02");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("needs a terminal", "./tito test 02").doesNotContain("Exception");
        assertThat(course.in(course.home).run("watch").exit()).isEqualTo(6);
    }
}
