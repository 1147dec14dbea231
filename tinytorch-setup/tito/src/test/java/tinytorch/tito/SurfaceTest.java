package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What every command has in common: help, mistakes, colour, JSON, narrow consoles. */
class SurfaceTest {
    @TempDir
    private Path folder;
    private SmallCourse course;

    @BeforeEach
    void make() throws IOException {
        course = new SmallCourse(folder);
    }

    @Test
    void theHelpListsTheExitCodesAndFitsInEightyColumns() {
        SmallCourse.Answer help = course.run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("130  stopped with Ctrl-C", "tito milestone inference").doesNotContain("%n");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= Style.WIDTH);
    }

    @Test
    void everyCommandHasHelpInEightyColumns() {
        List<String> commands = List.of("doctor", "init", "update", "status", "start", "lesson", "quiz", "test", "watch", "hint", "reset", "assist", "solution", "lab", "shell", "milestone", "bench", "leaderboard", "submit", "data");
        for (String command : commands) {
            SmallCourse.Answer help = course.run(command, "--help");
            assertThat(help.exit()).as(command).isZero();
            assertThat(help.out()).as(command).contains("Usage: tito " + command);
            assertThat(help.out().lines()).as(command).allMatch(line -> line.length() <= Style.WIDTH);
        }
    }

    @Test
    void aMistypedCommandGetsASuggestion() {
        SmallCourse.Answer answer = course.run("tset");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("no command 'tset'. Did you mean test", "Try 'tito --help'").doesNotContain("Exception");
        assertThat(course.run("status", "--jsn").err()).contains("no option '--jsn'", "Did you mean --json?");
        assertThat(course.run("status", "01", "02").err()).contains("one argument too many");
        assertThat(course.run("start", "tensr").err()).contains("Did you mean tensor?");
        assertThat(course.run("start", "99").exit()).isEqualTo(2);
        assertThat(course.run("start", "03").err()).contains("planned");
    }

    @Test
    void anExpectedErrorIsOneObjectWithJson() {
        SmallCourse.Answer answer = course.run("test", "01", "--json");
        assertThat(answer.exit()).isEqualTo(6);
        assertThat(Json.object(answer.out())).containsEntry("exit", 6).containsKey("error");
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void everyReportIsExactlyOneJsonObject() {
        for (String[] command : List.of(new String[] {"--json"}, new String[] {"status", "--json"}, new String[] {"doctor", "--json"},
                new String[] {"start", "01", "--json"}, new String[] {"hint", "tensor.sum", "--json"}, new String[] {"milestone", "--json"},
                new String[] {"course", "lint", "--json"})) {
            SmallCourse.Answer answer = course.run(command);
            assertThat(Json.object(answer.out())).as(String.join(" ", command)).isNotEmpty();
        }
    }

    @Test
    void colourOnlyWhereItIsWanted() {
        assertThat(course.run("status").out()).doesNotContain("\u001b[");
        assertThat(course.run(true, "status").out()).contains("\u001b[");
        assertThat(course.run(true, "status", "--color", "never").out()).doesNotContain("\u001b[");
        assertThat(course.run("status", "--color=always").out()).contains("\u001b[");
        assertThat(course.run("status", "--color=pink").exit()).isEqualTo(2);
    }

    @Test
    void noColorAndClicolorForceAreHonoured() {
        assertThat(Style.of("auto", Map.of("NO_COLOR", "1"), true).color()).isFalse();
        assertThat(Style.of("auto", Map.of("NO_COLOR", ""), true).color()).isTrue();
        assertThat(Style.of("auto", Map.of("CLICOLOR_FORCE", "1"), false).color()).isTrue();
        assertThat(Style.of("auto", Map.of("CLICOLOR_FORCE", "0"), false).color()).isFalse();
        assertThat(Style.of("auto", Map.of("TERM", "dumb"), true).color()).isFalse();
        assertThat(Style.of("always", Map.of("NO_COLOR", "1"), false).color()).isTrue();
    }

    @Test
    void symbolsHavePlainSubstitutes() throws IOException {
        assertThat(written("✓ a × b … █░ →", Charset.forName("windows-1252"))).isEqualTo("+ a × b … #. ->");
        assertThat(written("✓ a × b … ü", StandardCharsets.US_ASCII)).isEqualTo("+ a x b ... ?");
        assertThat(written("✓ ü", StandardCharsets.UTF_8)).isEqualTo("✓ ü");
    }

    private static String written(String text, Charset charset) throws IOException {
        StringWriter plain = new StringWriter();
        try (FallbackWriter writer = new FallbackWriter(plain, charset)) {
            writer.write(text);
        }
        return plain.toString();
    }

    @Test
    void textsAreBrokenBetweenWords() {
        assertThat(Style.wrap("one two\n\nthree", "  ")).containsExactly("  one two", "", "  three");
        assertThat(Style.wrap("word ".repeat(40).strip(), "   ")).allMatch(line -> line.length() <= Style.WIDTH && line.startsWith("   word"));
    }

    @Test
    void testNamesBecomeSentences() {
        assertThat(Words.of("multipliesTwoMatrices")).isEqualTo("multiplies two matrices");
        assertThat(Words.of("gradientThroughReLUOfXORAsPyTorchHasIt")).isEqualTo("gradient through ReLU of XOR as PyTorch has it");
        assertThat(Words.of("goesIn255StepsAsInPyTorchsInt8")).isEqualTo("goes in 255 steps as in PyTorch's int8");
    }

    @Command(name = "broken")
    private static final class Broken extends TitoCommand {
        Broken(Session session) {
            super(session);
        }

        @Override
        Report run() {
            throw new IllegalStateException("boom");
        }
    }

    @Test
    void anInternalErrorKeepsItsTraceInAFile() {
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err, true);
        Session session = new Session(course.home, course.home, Map.of(), writer, writer, false, "tito");
        CommandLine line = new CommandLine(new Broken(session));
        assertThat(line.setExecutionExceptionHandler(new Errors(session)).execute()).isEqualTo(70);
        assertThat(err.toString()).contains("error in tito itself", "boom", "tito-error.log").doesNotContain("\tat ");
        assertThat(course.home.resolve(".tito/tito-error.log")).content().contains("\tat ", "IllegalStateException: boom");
    }
}
