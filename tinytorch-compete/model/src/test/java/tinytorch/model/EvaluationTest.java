package tinytorch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.data.SplitMix;
import tinytorch.tensor.Tensor;

class EvaluationTest {
    /** Nothing here depends on how busy the machine is. */
    private static final double ANY_TIME = 1e9;
    private static final TaskRules MNIST = new TaskRules(Task.MNIST, TaskRules.MOST_BYTES, ANY_TIME, 0);
    private static final TaskRules TEXT = new TaskRules(Task.TINYGPT, TaskRules.MOST_BYTES, ANY_TIME, 0);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    /** 60 images, of which the submission's own answers are the labels of the first 45. */
    private static HiddenSet answered(Submission submission) {
        byte[] pixels = new byte[60 * 784];
        SplitMix.of(3).nextBytes(pixels);
        byte[] labels = new byte[60];
        byte[] shown = new byte[60];
        HiddenSet blank = HiddenSet.images(Task.MNIST, "", pixels, labels, shown);
        Tensor answers = submission.run(blank.images(0, 60));
        for (int i = 0; i < 60; i++) {
            int right = 0;
            for (int c = 1; c < 10; c++) {
                right = answers.get(i, c) > answers.get(i, right) ? c : right;
            }
            labels[i] = (byte) (i < 45 ? right : (right + 1) % 10);
            shown[i] = (byte) (i % 2);
        }
        return HiddenSet.images(Task.MNIST, "made up", pixels, labels, shown);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void theRightAnswersOfEachPartAreCounted() throws Rejected {
        Submission submission = Submission.open(Samples.mlp());
        Score score = new Evaluator(submission, answered(submission), MNIST).run(Protocol.QUICK);
        // Of 45 right ones 22 have odd numbers; of all 60 there are 30.
        assertEquals(22 / 30.0, score.publicPart().accuracy());
        assertEquals(23 / 30.0, score.privatePart().accuracy());
        assertEquals(30, score.publicPart().examples());
        assertEquals(10, score.latency().calls());
        assertTrue(score.latency().p50() <= score.latency().p95() && score.memory().bytes() > 1_000_000);
    }

    @Test
    void theProcessScoresAsThisProgramDoesAndTheSameTwice() throws Rejected, IOException, InterruptedException {
        byte[] zip = Samples.mlp();
        Submission submission = Submission.open(zip);
        HiddenSet hidden = answered(submission);
        Path saved = folder.resolve("hidden.safetensors");
        hidden.save(saved);
        assertEquals(60, HiddenSet.read(saved).size());
        Score score = new Evaluator(submission, hidden, MNIST).run(Protocol.QUICK);
        Evaluation evaluation = new Evaluation(MNIST, PATIENCE, 256 << 20, Protocol.QUICK);
        for (int run = 0; run < 2; run++) {
            Score again = evaluation.run(file("model.zip", zip), saved);
            assertEquals(score.publicPart(), again.publicPart());
            assertEquals(score.privatePart(), again.privatePart());
            assertEquals(score.bytes(), again.bytes());
        }
        Rejected rejected = assertThrows(Rejected.class, () -> new Evaluation(MNIST.withLeastAccuracy(0.9), PATIENCE, 256 << 20, Protocol.QUICK).run(file("model.zip", zip), saved));
        assertEquals(Reason.BELOW_MINIMUM, rejected.reason());
    }

    @Test
    void theProcessIsKilledAtItsLimits() throws Rejected, IOException {
        Path zip = file("model.zip", Samples.mlp());
        Path saved = folder.resolve("hidden.safetensors");
        answered(Submission.open(zip)).save(saved);
        assertEquals(Reason.TIME_LIMIT, assertThrows(Rejected.class, () -> new Evaluation(MNIST, Duration.ofMillis(1), 256 << 20, Protocol.QUICK).run(zip, saved)).reason());
        Path large = file("large.zip", Samples.mlp(2_000));
        assertEquals(Reason.OUT_OF_MEMORY, assertThrows(Rejected.class, () -> new Evaluation(MNIST, PATIENCE, 8 << 20, Protocol.QUICK).run(large, saved)).reason());
        assertThrows(IOException.class, () -> new Evaluation(MNIST, PATIENCE, 256 << 20, Protocol.QUICK).run(zip, folder.resolve("nothing")));
    }

    @Test
    void aModelThatKnowsNothingNeedsTheBitsOfItsAlphabet() throws Rejected {
        Submission submission = Submission.open(Samples.ignorantGpt());
        HiddenSet hidden = HiddenSets.text("To be, or not to be: that is the question. ".repeat(80), "made up", 4000, 1);
        Score score = new Evaluator(submission, hidden, TEXT).run(Protocol.QUICK);
        double bits = Math.log(Task.ALPHABET.length()) / Math.log(2);
        assertEquals(bits, score.publicPart().bitsPerCharacter(), 1e-6);
        assertEquals(bits, score.privatePart().bitsPerCharacter(), 1e-6);
        assertEquals(1.0 / Task.ALPHABET.length(), score.publicPart().accuracy(), 1e-7);
        // Every character behind the first 129 counts once.
        assertEquals(hidden.size() - 129, score.publicPart().examples() + score.privatePart().examples());
    }

    @Test
    void theSameCharactersCountWhateverTheContext() throws Rejected {
        HiddenSet hidden = HiddenSets.text("All the world's a stage, and all the men and women merely players. ".repeat(50), "made up", 3000, 1);
        for (int context : new int[] {1, 2, 7, 64, 255, 256}) {
            Score score = new Evaluator(Submission.open(Samples.gpt(context)), hidden, TEXT).run(Protocol.QUICK);
            assertEquals(hidden.size() - 129, score.publicPart().examples() + score.privatePart().examples(), "context " + context);
        }
    }

    @Test
    void aSlowModelIsTooSlow() throws Rejected {
        Submission submission = Submission.open(Samples.mlp());
        TaskRules hurried = new TaskRules(Task.MNIST, TaskRules.MOST_BYTES, 1e-6, 0);
        assertEquals(Reason.TOO_SLOW, assertThrows(Rejected.class, () -> new Evaluator(submission, answered(submission), hurried).run(Protocol.QUICK)).reason());
    }

    @Test
    void quantilesAreNumbersThatWereMeasured() {
        double[] numbers = {5, 1, 4, 2, 3};
        assertEquals(3, Stopwatch.quantile(numbers, 0.5));
        assertEquals(5, Stopwatch.quantile(numbers, 0.95));
        assertEquals(1, Stopwatch.quantile(numbers, 0.1));
    }

    @Test
    void bitsAreTheLogarithmOfTheProbability() {
        // Probabilities 1/2, 1/4, 1/4.
        float[] logits = {(float) Math.log(2), 0, 0};
        assertEquals(1, Evaluator.bits(logits, 0, 3, 0), 1e-6);
        assertEquals(2, Evaluator.bits(logits, 0, 3, 2), 1e-6);
        assertEquals(0, Evaluator.bits(new float[] {3e38f, -3e38f}, 0, 2, 0));
    }

    @Test
    void aScoreIsReadAsItWasWritten() throws Rejected {
        Score score = new Score(new Score.Part(10, 0.9, Double.NaN), new Score.Part(11, 0.8, 1.5), new Score.Latency(1, 2, 1.5, 2.5, 100), 12, new Score.Memory(13, "VmHWM"), 14.5);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScoreJson.write(score, out);
        assertEquals(score, ScoreJson.read(out.toByteArray()));
        assertThrows(IllegalArgumentException.class, () -> ScoreJson.read("{}".getBytes()));
        assertThrows(IllegalArgumentException.class, () -> ScoreJson.read(new byte[0]));
    }
}
