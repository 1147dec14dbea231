package tinytorch.text.token.lab;

import java.io.IOException;

import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** Module 11, measured: characters against BPE, the speed of every step, and padding. About half a minute. */
public final class TokenLab {
    private TokenLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) throws IOException {
        LabText text = LabText.find();
        System.out.printf("Text: %s, %,d characters%n%n", text.name(), text.text().length());
        LabReport.show(VocabularyExperiment.table(text), Plot.lines("size", "chars/token").logX(), Plot.lines("size", "table").logX());
        System.out.println("""
                table: the embedding, 128 floats a token. of GPT: its part of the parameters of 4 blocks of width 128 and
                the table. attention: the pairs of tokens it has to look at for the same text, compared with characters.
                """);
        System.out.println(VocabularyExperiment.sample(text,
                text.text().lines().filter(line -> line.length() > 40).findFirst().orElse("to be, or not to be")));
        LabReport.show(SpeedExperiment.table(Profiler.quick(), text), Plot.bars("step", "rate").logY());
        LabReport.show(PaddingExperiment.table(text), Plot.lines("batch", "lines as they come", "sorted by length").logX());
    }
}
