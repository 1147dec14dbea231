package tinytorch.course;

/** A lesson with all that a lesson must have. */
public final class SampleLesson {
    /** As many as a lesson needs. */
    public static final String QUESTIONS = "## Questions\n" + "<details><summary>Why?</summary>\nBecause.\n</details>\n".repeat(3)
            + "<details><summary>How many?</summary>\n<!-- answer: 3 -->\nThree.\n</details>\n";
    public static final String FIGURE = "<svg viewBox=\"0 0 1 1\"><title>Idea</title></svg>\n";

    private SampleLesson() {
    }

    /** Its Markdown, for a figure {@code figures/idea.svg}. */
    public static String of(String title, String questions, String... tasks) {
        StringBuilder text = new StringBuilder("# " + title + "\n\n| You write | In PyTorch it is |\n|---|---|\n\n"
                + "## Why a framework has it\n\n## The idea\n\n![Two boxes, the left one with an arrow to the right one](figures/idea.svg)\n\n## Tasks\n\n");
        for (String task : tasks) {
            text.append("- `").append(task).append("`\n");
        }
        return text.append("\n## Worked numbers\n\n## What it costs\n\n").append(questions).append("\n## Further reading\n").toString();
    }
}
