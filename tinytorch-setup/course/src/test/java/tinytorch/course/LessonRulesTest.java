package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for lessons, and for the instructors' table of what the labs measure. */
class LessonRulesTest {
    @TempDir
    private Path home;
    private Sample sample;

    @BeforeEach
    void make() {
        sample = Sample.in(home);
    }

    @Test
    void aLessonHasAllItsPartsInTheirOrder() {
        String lesson = SampleLesson.of("Tensor", SampleLesson.QUESTIONS, "tensor.sum", "tensor.mean");
        sample.put("tinytorch-tensor/README.md", lesson.replace("## Worked numbers\n", ""));
        refused("tinytorch-tensor/README.md:1: the lesson has no part '## Worked numbers'.");
        sample.put("tinytorch-tensor/README.md", lesson.replace("## The idea\n", "").replace("## What it costs", "## What it costs\n\n## The idea"));
        refused("the part '## Tasks' comes too early");
        sample.put("tinytorch-tensor/README.md", lesson.replace("| You write |", "| Yours |"));
        refused("no table '| You write |");
    }

    @Test
    void aLessonNamesEveryTaskInTheOrderOfTheManifest() {
        sample.put("tinytorch-tensor/README.md", SampleLesson.of("Tensor", SampleLesson.QUESTIONS, "tensor.sum"));
        refused("the task 'tensor.mean' is not in the lesson's list.");
        sample.put("tinytorch-tensor/README.md", SampleLesson.of("Tensor", SampleLesson.QUESTIONS, "tensor.mean", "tensor.sum"));
        refused("the task 'tensor.mean' stands in another place");
    }

    @Test
    void aLessonHasAFigureWithWords() {
        String lesson = SampleLesson.of("Tensor", SampleLesson.QUESTIONS, "tensor.sum", "tensor.mean");
        String figure = lesson.lines().filter(line -> line.startsWith("![")).findFirst().orElseThrow();
        sample.put("tinytorch-tensor/README.md", lesson.replace(figure, ""));
        refused("the lesson has no figure");
        sample.put("tinytorch-tensor/README.md", lesson.replace(figure, "![idea](figures/idea.svg)"));
        refused("needs words that can stand for it");
        sample.put("tinytorch-tensor/README.md", lesson.replace("idea.svg", "ideas.svg"));
        refused("there is no figure figures/ideas.svg");
        sample.put("tinytorch-tensor/README.md", lesson).put("tinytorch-tensor/figures/idea.svg", "<svg></svg>");
        refused("no SVG with a viewBox");
    }

    @Test
    void theInstructorsTableNamesExperimentsThatTheLabRuns() {
        String guide = "tinytorch-setup/course/INSTRUCTORS.md";
        String lab = "tinytorch-setup/workbench/src/main/java/tinytorch/workbench/lab/";
        sample.put(lab + "ClockExperiment.java", "class ClockExperiment {}").put(guide, "| 01 | clocks | `ClockExperiment` |\n");
        refused("nothing in lab 01 runs the experiment ClockExperiment.");
        sample.put(lab + "Lab.java", "class Lab { ClockExperiment clock; }");
        assertThat(Linter.check(sample.course())).isEmpty();
        sample.put(guide, "| 01 | clocks | `ClockExperiment`, `NoiseExperiment` |\n");
        refused("lab 01 has no experiment NoiseExperiment in tinytorch-setup/workbench");
        sample.put(guide, "Nothing.\n");
        refused("says nothing of lab 01");
    }

    private void refused(String part) {
        assertThat(Linter.check(sample.course())).extracting(Problem::toString).anyMatch(problem -> problem.contains(part));
    }
}
