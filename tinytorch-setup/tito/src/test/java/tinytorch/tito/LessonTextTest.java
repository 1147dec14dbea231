package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;

class LessonTextTest {
    private static final Style PLAIN = new Style(false);

    private static String plain(String markdown, int columns) {
        return String.join("\n", LessonText.of(markdown, PLAIN, columns));
    }

    @Test
    void paragraphsAreFilledAndItemsHangBelowTheirText() {
        assertThat(plain("# A title\n\nOne two\nthree **four**\nfive.\n- an item that\n  goes on here\n1. first\n", 20))
                .isEqualTo("A title\n\nOne two three four\nfive.\n- an item that goes\n  on here\n1. first");
    }

    @Test
    void codeIsLeftAsItIs() {
        assertThat(plain("Text\n\n    int  x = 1;\n\n```java\nint  y;\n\n# no heading\n```\nafter `x`", 12))
                .isEqualTo("Text\n\n    int  x = 1;\n\n    int  y;\n    \n    # no heading\nafter `x`");
    }

    @Test
    void tablesStandInColumnsAndWideCellsTakeSeveralLines() {
        assertThat(plain("| n | time |\n|---|---:|\n| 10 | 1.5 ms |\n| a\\|b | `x` |", 80)).isEqualTo("n    time\n───  ──────\n10   1.5 ms\na|b  `x`");
        assertThat(plain("| key | some words that are long |\n|---|---|", 20)).isEqualTo("key  some words that\n     are long\n───  ───────────────");
    }

    @Test
    void linksFiguresAndAnswersAreTold() {
        assertThat(plain("See [the docs](http://x) ![a figure](f.png)\n\n<details><summary>Why?</summary>\nBecause.\n</details>", 80))
                .isEqualTo("See the docs a figure\n\nWhy? Because.");
    }

    @Test
    void answersToQuestionsAreNotShown() {
        assertThat(plain("## Questions\n\nThink.\n\n<details><summary>Why\nnot?</summary>\n<!-- answer: 3 -->\n\nBecause.\n</details>\n\n"
                + "<details><summary>What?</summary>\n\nThat.\n</details>\n\n## Reading\n\n<details><summary>More?</summary>\nYes.\n</details>", 80))
                .isEqualTo("Questions\n\nThink.\n\n1. Why not?\n\n2. What?\n\nReading\n\nMore? Yes.");
    }

    @Test
    void everyLessonOfTheCourseFitsButForItsCode() throws IOException {
        Course course = Course.load(Path.of("../.."));
        Style colours = Style.of("always", Map.of(), true);
        for (CourseModule module : course.builtModules()) {
            List<String> lines = LessonText.of(Files.readString(module.lesson(Path.of("../.."))), colours, Style.WIDTH);
            assertThat(lines).as(module.name()).hasSizeGreaterThan(50);
            assertThat(lines.stream().map(AttributedString::stripAnsi)).as(module.name()).allMatch(line -> line.length() <= Style.WIDTH || line.startsWith("    "));
        }
    }
}
