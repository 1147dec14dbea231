package tinytorch.course.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;

/** The questions as they stand in a lesson, and those of this very checkout. */
class QuestionsTest {
    private static final Path ROOT = Path.of("../..");

    private static Question only(String block) {
        return Questions.parse("# Lesson\n\n## Questions\n\n" + block + "\n## Further reading\n\n<details><summary>Not one</summary>\nof them.\n</details>\n").getFirst();
    }

    @Test
    void aQuestionIsReadWithItsAnswer() {
        Question question = only("<details><summary>Why is\nit so?</summary>\n\nBecause.\n\nReally.\n</details>\n");
        assertThat(question).isEqualTo(new Question(1, 5, "Why is\nit so?", new Expected.Thought(), "Because.\n\nReally."));
    }

    @Test
    void theCommentSaysWhatCountsAsAnAnswer() {
        String block = "<details><summary>Which? (a) one (b) two</summary>\n<!-- answer: %s -->\n\nThat.\n</details>\n";
        assertThat(only(block.formatted("b")).expected()).isEqualTo(new Expected.Choice("b"));
        assertThat(only(block.formatted("1257")).expected()).isEqualTo(new Expected.Constant(1257, Unit.of(""), 1));
        assertThat(only(block.formatted("2.5 GB within 1.25")).expected()).isEqualTo(new Expected.Constant(2.5e9, Unit.of("GB"), 1.25));
        assertThat(only(block.formatted("TensorQuiz.loop-order in ms within 2")).expected()).isEqualTo(new Expected.Measured("TensorQuiz", "loop-order", Unit.of("ms"), 2));
        assertThat(only(block.formatted("b")).answer()).isEqualTo("That.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<details><summary>Q?</summary>~A.                                             | has no line '</details>'",
        "<details><summary>Q?~A.~</details>                                            | a question is written",
        "<details> <summary>Q?</summary>~A.~</details>                                 | a question is written",
        "<details><summary>Q?</summary>~</details>                                     | need words",
        "<details><summary>Q?</summary>~<!-- answer: b -->~A.~</details>               | no such option",
        "<details><summary>Q?</summary>~<!-- answer: soon -->~A.~</details>            | is none",
        "<details><summary>Q?</summary>~<!-- answer: 3 B within 0.5 -->~A.~</details>  | is none"})
    void whatIsMalformedIsTold(String block, String message) {
        assertThatThrownBy(() -> Questions.parse("## Questions\n" + block.replace('~', '\n') + "\n"))
                .isInstanceOf(MalformedQuestionException.class).hasMessageContaining(message).hasMessageContaining("line 2");
    }

    @Test
    void everyNumberThatALessonAsksForIsComputedByAProgramOfItsLab() throws IOException {
        Course course = Course.load(ROOT);
        assertThat(QuestionRules.check(course)).isEmpty();
        for (CourseModule module : course.builtModules()) {
            List<Question> questions = Questions.of(module, ROOT);
            for (Question question : questions) {
                if (question.expected() instanceof Expected.Measured measured) {
                    Path program = module.sourceRoot(ROOT).resolve(QuestionRules.programClass(module.lab().orElseThrow(), measured).replace('.', '/') + ".java");
                    assertThat(Files.readString(program)).as(module.name() + " " + question.number()).contains("\"" + measured.name() + "\", () ->");
                }
            }
        }
    }
}
