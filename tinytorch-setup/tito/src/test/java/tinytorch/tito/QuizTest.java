package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.course.CourseModule;
import tinytorch.course.quiz.Question;
import tinytorch.course.quiz.Questions;

/** The questions of a lesson, asked on a terminal that is not there, and printed. */
class QuizTest {
    private static final int CTRL_C = 3;
    @TempDir
    private Path folder;
    private SmallCourse course;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void make() throws IOException {
        course = new SmallCourse(folder);
    }

    /** Keys that are there at once; Ctrl-C is pressed only when the options are asked for, as a signal that nobody waits for is lost. */
    private static InputStream keys(String keys, ByteArrayOutputStream screen, AtomicBoolean over) {
        ByteArrayInputStream all = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        return new InputStream() {
            @Override
            public int read() {
                int key = all.read();
                while (!over.get() && (key == CTRL_C && !screen.toString(StandardCharsets.UTF_8).contains("Your letter") || key < 0 && keys.indexOf(CTRL_C) >= 0)) {
                    LockSupport.parkNanos(1_000_000);   // after Ctrl-C the end of the input must not come first
                }
                return key;
            }

            /** One at a time: what waits for Ctrl-C would hold back what was typed before it. */
            @Override
            public int read(byte[] bytes, int offset, int length) {
                int key = read();
                if (key >= 0) {
                    bytes[offset] = (byte) key;
                }
                return key >= 0 ? 1 : -1;
            }
        };
    }

    /** Asks all four questions of module 01; everything that is typed waits already. */
    private int type(String keys) throws IOException {
        PrintWriter words = new PrintWriter(out, true);
        Session session = new Session(course.home, course.home, Map.of("NO_COLOR", "1"), words, words, true, "./tito");
        CourseModule module = session.course().module("01");
        List<Question> questions = Questions.of(module, course.home);
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        AtomicBoolean over = new AtomicBoolean();
        try (Terminal terminal = new ExternalTerminal("test", "ansi", keys(keys, screen, over), screen, StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(80, 24));
            QuizMeter meter = new QuizMeter(session, module, Optional.empty(), Standing.none(session.course()));
            return new QuizRound(session, terminal, new QuizText(session.style(), module, questions.size()), meter)
                    .ask(questions, _ -> Optional.empty(), (question, answer) -> words.println("[" + question.number() + " " + answer + "]")).code();
        } finally {
            over.set(true);
        }
    }

    @Test
    void allKindsOfQuestionsAreAskedAndJudged() throws IOException {
        assertThat(type("\r\rb\r\r8 B\r\r200\r")).isZero();
        assertThat(out.toString()).contains("question 1 of 4", "Because *so*.", "[1 READ]", "- (a) this", "[2 RIGHT]", "Answer in B, exactly.", "[3 RIGHT]",
                "Here, on the finished library: number took 250 ms.", "Longer than nothing.", "[4 RIGHT]");
    }

    @Test
    void whatIsTypedWrongIsToldAndWhatIsWrongMayBeTriedAgain() throws IOException {
        assertThat(type("\r\rz\ra\r\rabc\r1,5\r-1\r9\r7\r8\r\r\r")).isZero();
        assertThat(out.toString()).contains("There is no option 'z'.", "✗ No.", "[2 WRONG]", "'abc' is no number.", "can be read in two ways", "No answer here is negative", "Too large.", "Too small.",
                "✓ Right.", "[3 WRONG]", "[4 WRONG]");
    }

    @Test
    void qOrTheEndOfTheInputEndsItAndSoDoesCtrlC() throws IOException {
        assertThat(type("\rq\r")).isZero();
        assertThat(type("\r\u0004")).isZero();
        assertThat(type("\r\r\u0003")).isEqualTo(130);
        assertThat(out.toString()).contains("[1 READ]").doesNotContain("[2");
    }

    @Test
    void elsewhereTheQuestionsArePrintedAndTheAnswersOnlyWhenAskedFor() {
        SmallCourse.Answer printed = course.run("quiz", "01");
        assertThat(printed.out()).contains("question 4 of 4", "./tito quiz 01 --answers").doesNotContain("Because");
        assertThat(course.run("lesson", "01").out()).contains("1. Why?").doesNotContain("Because");
        assertThat(course.run("quiz", "01", "--answers", "--question", "4").out()).contains("took 250 ms").doesNotContain("Why?");
        assertThat(Json.object(course.run("quiz", "01", "--answers", "--json").out())).containsKeys("module", "questions").doesNotContainKey("error");
        assertThat(course.run("quiz", "01", "--question", "5").exit()).isEqualTo(2);
        assertThat(course.run("quiz", "01", "--question", "5").err()).contains("questions 1 to 4, not 5");
        assertThat(course.run("status", "01").out()).contains("quiz 0 of 4");
    }
}
