package tinytorch.compete.serve;

import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("compete.ragged")
class RaggedTest {

    @Test
    void everyTokenStandsBehindItsOwnSequence() {
        Check.call("Ragged.positions", "[6, 2]", 2).because("sequence after sequence").equal(() -> Ragged.positions(new int[] {6, 2}, 2), new int[] {6, 7, 2, 3});
        Check.call("Ragged.positions", "[0, 5, 1]", 1).equal(() -> Ragged.positions(new int[] {0, 5, 1}, 1), new int[] {0, 5, 1});
    }

    @Test
    void aTokenSeesItsOwnSequenceAndNothingBehindIt() {
        Check.call("Ragged.allowed", "[2, 0]", 1).because("the shorter one must not see what is left in its slot")
                .gives(() -> values(Ragged.allowed(new int[] {2, 0}, 1)), Values.of(new double[] {1, 1, 1, 1, 0, 0}, 2, 1, 1, 3));
    }

    @Test
    void noTokenLooksAhead() {
        Check.call("Ragged.allowed", "[1, 0]", 2).because("two tokens at once: the first does not see the second")
                .gives(() -> values(Ragged.allowed(new int[] {1, 0}, 2)), Values.of(new double[] {1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0}, 2, 1, 2, 3));
    }

    @Test
    void aPromptAloneIsCausal() {
        Check.call("Ragged.allowed", "[0]", 3).gives(() -> values(Ragged.allowed(new int[] {0}, 3)), Values.of(new double[] {1, 0, 0, 1, 1, 0, 1, 1, 1}, 1, 1, 3, 3));
    }
}
