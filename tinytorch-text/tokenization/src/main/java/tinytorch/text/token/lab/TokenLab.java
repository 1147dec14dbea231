package tinytorch.text.token.lab;

import java.io.IOException;

import tinytorch.workbench.Profiler;

/** Module 11, measured: characters against BPE, the speed of every step, and padding. About half a minute. */
public final class TokenLab {
    private TokenLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) throws IOException {
        LabText text = LabText.find();
        System.out.printf("Text: %s, %,d characters%n%n", text.name(), text.text().length());
        System.out.println(VocabularyExperiment.table(text));
        System.out.println("""
                table: the embedding, 128 floats a token. of GPT: its part of the parameters of 4 blocks of width 128 and
                the table. attention: the pairs of tokens it has to look at for the same text, compared with characters.
                """);
        System.out.println(VocabularyExperiment.sample(text,
                text.text().lines().filter(line -> line.length() > 40).findFirst().orElse("to be, or not to be")));
        System.out.println(SpeedExperiment.table(Profiler.quick(), text));
        System.out.println(PaddingExperiment.table(text));
    }
}
