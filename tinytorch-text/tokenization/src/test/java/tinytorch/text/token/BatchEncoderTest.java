package tinytorch.text.token;

import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.LookAt;
import tinytorch.text.token.BatchEncoder.Side;

@Tag("token.batch")
class BatchEncoderTest {
    /** The byte b has the id b. */
    private final BatchEncoder encoder = BatchEncoder.of(new Digits(), 0, 4);

    /** The digit d has the id d. */
    private record Digits() implements Tokenizer {
        @Override
        public int vocabularySize() {
            return 10;
        }

        @Override
        public int[] encode(String text) {
            return text.chars().map(c -> c - '0').toArray();
        }

        @Override
        public String decode(int... ids) {
            StringBuilder text = new StringBuilder();
            for (int id : ids) {
                text.append(id);
            }
            return text.toString();
        }
    }

    private static void gives(String why, BatchEncoder encoder, List<String> texts, int width, double[] ids, double[] mask) {
        TokenBatch batch = Check.call("BatchEncoder.encode", texts).because(why).run(() -> encoder.encode(texts));
        Check.call("BatchEncoder.encode(...).ids", texts).because(why).gives(() -> values(batch.ids()), Values.of(ids, texts.size(), width));
        Check.call("BatchEncoder.encode(...).mask", texts).because("1 at tokens, 0 at padding")
                .gives(() -> values(batch.mask()), Values.of(mask, texts.size(), width));
    }

    /** Every test needs this first. */
    @BeforeEach
    void oneTextIsOneRow() {
        gives("one text of two tokens", encoder, List.of("12"), 2, new double[] {1, 2}, new double[] {1, 1});
    }

    @Test
    void padsToTheLongestText() {
        gives("the first has 3 tokens", encoder, List.of("567", "8"), 3, new double[] {5, 6, 7, 8, 0, 0}, new double[] {1, 1, 1, 1, 0, 0});
        gives("an empty text is padding alone", encoder, List.of("", "8"), 1, new double[] {0, 8}, new double[] {0, 1});
    }

    @Test
    @LookAt("BatchEncoder.arrange")
    void cutsWhatIsTooLong() {
        gives("at most 4 tokens", encoder, List.of("123456", "12345678"), 4, new double[] {1, 2, 3, 4, 1, 2, 3, 4}, new double[] {1, 1, 1, 1, 1, 1, 1, 1});
        gives("the end is kept", encoder.cutting(Side.LEFT), List.of("123456", "12"), 4, new double[] {3, 4, 5, 6, 1, 2, 0, 0},
                new double[] {1, 1, 1, 1, 1, 1, 0, 0});
    }

    @Test
    @LookAt("BatchEncoder.arrange")
    void padsOnTheLeftForGeneration() {
        gives("the last place of every row is a token", encoder.padding(Side.LEFT), List.of("567", "8", "12345"), 4,
                new double[] {0, 5, 6, 7, 0, 0, 0, 8, 1, 2, 3, 4}, new double[] {0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1});
    }

    @Test
    @LookAt("BatchEncoder.arrange")
    void aFixedLengthIsAlwaysTheSame() {
        gives("the length is 4 whatever comes", encoder.withFixedLength(), List.of("1", ""), 4, new double[] {1, 0, 0, 0, 0, 0, 0, 0}, new double[] {1,
                0, 0, 0, 0, 0, 0, 0});
    }

    @Test
    @LookAt("BatchEncoder.arrange")
    void aTokenWithTheIdOfPaddingIsStillAToken() {
        BatchEncoder five = new BatchEncoder(new Digits(), 5, 4, false, Side.RIGHT, Side.RIGHT);
        gives("padding is 5; the text has a 5 as well", five, List.of("505", "1"), 3, new double[] {5, 0, 5, 1, 5, 5}, new double[] {1, 1, 1, 1, 0, 0});
        TokenBatch batch = five.encode(List.of("505", "1"));
        Check.call("TokenBatch.tokens", 0).because("the mask says what is a token, not the id").equal(() -> batch.tokens(0), new int[] {5, 0, 5});
        Check.call("TokenBatch.tokens", 1).equal(() -> batch.tokens(1), new int[] {1});
    }

    @Test
    @LookAt("TokenBatch.tokens")
    void textsComeBack() {
        for (Side side : Side.values()) {
            List<String> texts = List.of("1203", "", "90", "7");
            Check.call("BatchEncoder.decode", texts, "padding " + side).equal(() -> encoder.padding(side).decode(encoder.padding(side).encode(texts)), texts);
        }
    }

    @Test
    void refusesWhatMakesNoTensor() {
        Check.call("BatchEncoder.encode", "no texts").refuses(IllegalArgumentException.class, () -> encoder.encode(List.of()), "no tensor");
        Check.call("BatchEncoder.encode", "an empty text").refuses(IllegalArgumentException.class, () -> encoder.encode(List.of("")), "fixed length");
        Check.call("BatchEncoder.of", "padding 10").refuses(IllegalArgumentException.class, () -> BatchEncoder.of(new Digits(), 10, 4), "0 to 9");
        Check.call("BatchEncoder.of", "length 0").refuses(IllegalArgumentException.class, () -> BatchEncoder.of(new Digits(), 0, 0), "1 or more");
        Check.call("TokenBatch", "(2, 3)", "(2, 4)")
                .refuses(ShapeException.class, () -> new TokenBatch(Tensor.zeros(2, 3), Tensor.zeros(2, 4)), "(2, 3)", "(2, 4)");
    }
}
