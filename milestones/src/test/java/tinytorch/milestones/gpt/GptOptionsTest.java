package tinytorch.milestones.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tinytorch.milestones.program.UsageException;
import tinytorch.text.transformer.Sampling;

class GptOptionsTest {

    @Test
    void readsWhatThereIs() throws UsageException {
        assertThat(GptOptions.parse()).isEqualTo(GptOptions.DEFAULT);
        assertThat(GptOptions.parse("--iterations", "20", "--seed=-7", "--layers", "2", "--heads", "3", "--width", "12", "--context=8", "--batch", "5", "--text", "a.txt",
                "--tokenizer", "bpe", "--kernels", "scalar", "--threads", "1", "--out", "a", "--resume", "--offline", "--json", "--prompt", "O ", "--tokens", "9",
                "--temperature", "0", "--top-k", "4", "--top-p", "0.9"))
                .isEqualTo(new GptOptions(20, -7, new GptOptions.Size(2, 3, 12, 8, 5), new GptOptions.Source(Optional.of(Path.of("a.txt")), "bpe", true),
                        new GptOptions.Writing(new Sampling(0, 4, 0.9), 9, Optional.of("O "), false), new GptOptions.Machine("scalar", 1), Path.of("a"), true, true, false, false));
        assertThat(GptOptions.parse("-h").help()).isTrue();
    }

    @Test
    void writingAloneNeedsNoTraining() throws UsageException {
        assertThat(GptOptions.parse("--chat").trained()).isTrue();
        assertThat(GptOptions.parse("--prompt", "O", "--tokens", "5", "--out", "a").trained()).isTrue();
        assertThat(GptOptions.parse("--temperature", "0.5", "--top-k", "10", "--tokens", "1000", "--seed", "7", "--prompt", "O ").trained()).as("as the README has it").isTrue();
        assertThat(GptOptions.parse("--prompt", "O", "--iterations", "5").trained()).isFalse();
        assertThat(GptOptions.parse("--chat", "--resume").trained()).isFalse();
        assertThat(GptOptions.parse("--tokens", "5").trained()).isFalse();
    }

    @Test
    void refusesEverythingElse() {
        refused("unknown option --iteration", "--iteration", "3");
        refused("unexpected argument 7", "7");
        refused("--json is given twice", "--json", "--json");
        refused("--iterations needs a value", "--iterations", "--json");
        refused("--chat takes no value", "--chat=yes");
        refused("--iterations must be from 1 to 10000000, got 0", "--iterations", "0");
        refused("--context must be from 2 to 10000, got 1", "--context", "1");
        refused("--seed needs a whole number, got x", "--seed", "x");
        refused("--temperature needs a number, got hot", "--temperature", "hot");
        refused("--temperature must be from 0.0 to 100.0, got NaN", "--temperature", "NaN");
        refused("--top-k must be from 1 to 1000000, got 0", "--top-k", "0");
        refused("--top-p must be from 0.001 to 1.0, got 0", "--top-p", "0");
        refused("--tokenizer must be one of char, bpe, got words", "--tokenizer", "words");
        refused("--width must be a multiple of --heads, got 100 and 3", "--width", "100", "--heads", "3");
        refused("--chat and --json exclude each other: a conversation is no JSON object", "--chat", "--json");
        refused("--out needs a value", "--out=");
    }

    @Test
    void tellsHowToGoOn() throws UsageException {
        assertThat(GptOptions.parse().resumeCommand()).isEqualTo("tito milestone tinygpt --resume");
        assertThat(GptOptions.parse("--seed", "9", "--width", "64", "--out", "my run", "--json", "--offline").resumeCommand())
                .isEqualTo("tito milestone tinygpt --resume --seed 9 --width 64 --out \"my run\" --offline");
    }

    private static void refused(String message, String... args) {
        assertThatThrownBy(() -> GptOptions.parse(args)).isInstanceOf(UsageException.class).hasMessage(message);
    }
}
