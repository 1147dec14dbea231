package tinytorch.milestones.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.milestones.program.UsageException;
import tinytorch.nn.Layer;
import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Sampling;
import tinytorch.train.StopSignal;
import tinytorch.train.TrainingException;

/** The run with a tiny network on a few generated stories. */
class GptRunTest {
    private static final String TEXT = Stories.text(1, 4_000);
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    @TempDir
    private Path folder;

    @Test
    void trainsMeasuresAndKeeps() throws IOException, UsageException {
        GptRun.Ended ended = run(folder, 30, false, new StopSignal()).orElseThrow();
        GptResult result = ended.result();
        assertThat(result.sound()).as(result.answers().toString()).isTrue();
        assertThat(result.iterations()).isEqualTo(30);
        assertThat(result.loss()).isLessThan(Math.log(result.corpus().tokenizer().vocabularySize()));
        assertThat(result.achieved()).as("generated stories prove nothing").isFalse();
        assertThat(told.toString()).contains("GENERATED stories", "step 30/30", "tokens/s", "yes  no token looks ahead").doesNotContain("goal");
        GptFile kept = GptFile.load(folder.resolve("weights.safetensors"));
        assertThat(kept.notes()).containsEntry("dataset", "generated").containsKey("val_loss");
        String first = scribe(ended.model()).write(new int[] {0}, 30, 5, new PrintStream(told), () -> false);
        assertThat(scribe(kept).write(new int[] {0}, 30, 5, new PrintStream(told), () -> false)).isEqualTo(first).hasSize(30);
    }

    @Test
    void aStoppedTrainingGoesOnToTheSameNumbers() throws IOException, UsageException {
        run(folder.resolve("whole"), 9, false, new StopSignal());
        StopSignal now = new StopSignal();
        now.request();
        assertThat(run(folder.resolve("stopped"), 9, false, now)).as("stopped before its first step").isEmpty();
        assertThat(told.toString()).contains("Stopped after step 0", "tito milestone tinygpt --resume --iterations 9");
        run(folder.resolve("stopped"), 9, true, new StopSignal());
        Map<String, Tensor> expected = SafeTensors.load(folder.resolve("whole/weights.safetensors")).tensors();
        Map<String, Tensor> actual = SafeTensors.load(folder.resolve("stopped/weights.safetensors")).tensors();
        expected.forEach((name, tensor) -> assertThat(actual.get(name).toArray()).as(name).containsExactly(tensor.toArray()));
    }

    @Test
    void anotherTrainingsCheckpointIsRefused() throws IOException, UsageException {
        run(folder, 2, false, new StopSignal());
        assertThatThrownBy(() -> run(folder, 3, true, new StopSignal())).isInstanceOf(TrainingException.class).hasMessageContaining("iterations");
    }

    @Test
    void aFileThatIsNoNetworkIsNamed() throws IOException, UsageException {
        run(folder, 2, false, new StopSignal());
        Path file = folder.resolve("weights.safetensors");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 500));
        assertThatThrownBy(() -> GptFile.load(file)).isInstanceOf(UsageException.class).hasMessageContaining("weights.safetensors is damaged");
        assertThatThrownBy(() -> GptFile.load(folder.resolve("checkpoint.safetensors"))).isInstanceOf(UsageException.class).hasMessageContaining("not the network of this milestone");
    }

    @Test
    void aPromptThatCannotBeReadIsToldAndTheChatGoesOn() throws IOException, UsageException {
        Scribe scribe = scribe(run(folder, 2, false, new StopSignal()).orElseThrow().model());
        assertThatThrownBy(() -> scribe.prompt("\u20ac")).isInstanceOf(UsageException.class).hasMessageContaining("\u20ac");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Chat(scribe, 10, 1).from(new ByteArrayInputStream("\u20ac\n\nOnce\n".getBytes(Charset.defaultCharset())), new PrintStream(said, true));
        assertThat(said.toString()).contains("can't read", "you> Once").doesNotContain("Exception");
        assertThat(said.toString().lines()).as("lines fit a terminal").allMatch(line -> line.length() <= 80);
    }

    @Test
    void bytePairsAreKeptWithTheNetwork() throws UsageException {
        Corpus corpus = Corpus.of("x", TEXT + "\u20ac", "bpe", 16);
        assertThat(corpus.real()).isFalse();
        assertThat(corpus.training().length).isLessThan(TEXT.length() / 2);
        Codec again = Codec.of(corpus.codec().notes());
        assertThat(again.tokenizer().encode(TEXT + "\u20ac")).isEqualTo(corpus.tokenizer().encode(TEXT + "\u20ac"));
        assertThat(again.tokenizer().decode(corpus.validation())).endsWith("\u20ac");
    }

    @Test
    void whatIsWrittenTokenByTokenHasNoHalvesOfCharacters() throws UsageException {
        String text = "Once \u4e2d\u6587\u4e2d, \ud83d\ude00\ud83d\ude01 caf\u00e9";
        for (String tokenizer : List.of("bpe", "char")) {
            Codec codec = Corpus.of("x", TEXT + text.repeat(2), tokenizer, 16).codec();
            IntFunction<String> stream = codec.stream();
            String written = Arrays.stream(codec.tokenizer().encode(text)).mapToObj(stream).collect(Collectors.joining());
            assertThat(written).as(tokenizer).isEqualTo(text);
        }
    }

    @Test
    void theTerminalObeysNothingThatTheNetworkWrites() {
        assertThat(Scribe.harmless("a\u001b[2J\u0004\u009b, caf\u00e9\r\n\tb")).isEqualTo("a\ufffd[2J\ufffd\ufffd, caf\u00e9\r\n\tb");
    }

    @Test
    void textsThatCannotBeLearnedAreNamed() throws IOException {
        Path file = folder.resolve("text");
        assertThatThrownBy(() -> Corpus.read(file)).isInstanceOf(UsageException.class).hasMessageContaining("can't be read");
        Files.write(file, new byte[] {'a', (byte) 0xC3, 'b'});
        assertThatThrownBy(() -> Corpus.read(file)).isInstanceOf(UsageException.class).hasMessageContaining("UTF-8");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((512L << 20) + 1);   // a hole: it takes no place on the disk
        }
        assertThatThrownBy(() -> Corpus.read(file)).isInstanceOf(UsageException.class).hasMessageContaining("512 MiB are too much");
        assertThatThrownBy(() -> Corpus.of("x", "  \n", "char", 8)).isInstanceOf(UsageException.class).hasMessageContaining("no text");
        assertThatThrownBy(() -> Corpus.of("x", "short", "char", 8)).isInstanceOf(UsageException.class).hasMessageContaining("too short");
    }

    @Test
    void theLossCountsEveryTokenOnce() throws UsageException {
        Corpus corpus = Corpus.of("x", TEXT, "char", 16);
        assertThat(corpus.training().length + corpus.validation().length).isEqualTo(TEXT.length());
        int vocabulary = corpus.tokenizer().vocabularySize();
        ValidationLoss loss = ValidationLoss.of(new Layer() {
            @Override
            public Tensor forward(Tensor ids) {
                return Tensor.zeros(ids.dim(0), ids.dim(1), vocabulary);
            }
        }, corpus.validation(), 16);
        assertThat(loss.tokens()).isEqualTo(corpus.validation().length - 1);
        assertThat(loss.mean()).isCloseTo(Math.log(vocabulary), within(1e-9));
    }

    @Test
    void itIsAchievedOnShakespeareWithASoundNetworkAlone() throws UsageException {
        assertThat(result("tinyshakespeare", 1.90, true, List.of()).achieved()).isTrue();
        assertThat(result("tinyshakespeare", 1.9001, true, List.of()).achieved()).isFalse();
        assertThat(result("tinyshakespeare", Double.NaN, true, List.of()).achieved()).isFalse();
        assertThat(result("tinyshakespeare", 1.5, false, List.of()).achieved()).isFalse();
        assertThat(result("tinyshakespeare", 1.5, true, List.of("lm_head.weight")).achieved()).isFalse();
        assertThat(result("generated", 0.5, true, List.of()).achieved()).isFalse();
        assertThat(result("--text a", 0.5, true, List.of()).achieved()).isFalse();
    }

    @Test
    void theJsonObjectHasTheAgreedNames() throws UsageException {
        Map<String, Object> json = result("tinyshakespeare", 1.87, true, List.of()).json();
        assertThat(json).containsEntry("milestone", "tinygpt").containsEntry("achieved", true).containsEntry("dataset", "tinyshakespeare");
        assertThat(json.get("metrics").toString()).startsWith("{val_loss=1.87, tokens_per_second=11000, generate_tokens_per_second=5000, parameters=800000,");
    }

    @Test
    void theStoriesAreAlwaysTheSameAndLongEnough() {
        assertThat(Stories.text()).hasSizeBetween(300_000, 302_000).isEqualTo(Stories.text()).startsWith("Once there was");
        assertThat(new String(Stories.text().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)).isEqualTo(Stories.text());
    }

    private static GptResult result(String dataset, double loss, boolean passed, List<String> unmoved) throws UsageException {
        return new GptResult(Corpus.of(dataset, TEXT, "char", 16), loss, 60.5, 11_000.2, 5_000.4, 2_000, 800_000, unmoved, List.of(new Probes.Answer("probe", passed, "")));
    }

    private static Scribe scribe(GptFile model) {
        return new Scribe(model.network(), model.codec(), new Sampling(0.8, 0));
    }

    private Optional<GptRun.Ended> run(Path out, int iterations, boolean resume, StopSignal stop) throws IOException, UsageException {
        GptOptions usual = GptOptions.DEFAULT;
        GptOptions options = new GptOptions(iterations, 1, new GptOptions.Size(2, 2, 16, 16, 4), usual.source(), usual.writing(), usual.machine(), out, resume, false, false, false);
        return new GptRun(options, Corpus.of(Stories.NAME, TEXT, "char", 16), stop, new PrintStream(told), false).run();
    }
}
