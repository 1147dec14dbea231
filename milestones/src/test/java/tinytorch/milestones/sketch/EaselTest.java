package tinytorch.milestones.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tinytorch.milestones.digit.DigitArt;

class EaselTest {
    private int asked;
    private final Easel easel = new Easel(_ -> {
        asked++;
        return new Easel.Guess("This is a 1.", List.of("1 ########### 100.0%"));
    }, DigitArt.ASCII);

    @Test
    void theScreenFitsInEightyByTwentyTwo() {
        type(" ", "\u001b[B".repeat(10), "\r");
        assertThat(easel.screen()).hasSize(Easel.ROWS).allMatch(line -> line.length() <= Easel.COLUMNS);
        assertThat(String.join("\n", easel.screen())).contains("1 ########### 100.0%").contains("This is a 1.").contains("pen down");
    }

    @Test
    void nothingIsGuessedBeforeAnythingIsDrawn() {
        type("\u001b[B", "\r");
        assertThat(asked).isZero();
        assertThat(String.join("\n", easel.screen())).contains("There is nothing to read yet.");
    }

    @Test
    void arrowsMoveAndDrawOnlyWhileThePenIsDown() {
        type("\u001b[C\u001b[C");
        assertThat(ink()).isZero();
        assertThat(easel.sketch().x()).isEqualTo(16);
        type(" ");
        double dot = ink();
        assertThat(dot).isPositive();
        type("\u001bOB\u001bOB\u001bOB");
        double line = ink();
        assertThat(line).isGreaterThan(dot);
        type(" ", "\u001b[D\u001b[D");
        assertThat(ink()).isEqualTo(line);
        assertThat(asked).isPositive();
    }

    @Test
    void thePenStaysOnTheSheet() {
        type("\u001b[A".repeat(100), "\u001b[D".repeat(100));
        assertThat(easel.sketch().x()).isZero();
        assertThat(easel.sketch().y()).isZero();
    }

    @Test
    void everyStrokeCanBeUndoneAndSoCanClear() {
        type(" ", "\u001b[B", " ");
        double first = ink();
        type("\u001b[C".repeat(5), " ", "\u001b[B", " ");
        double second = ink();
        assertThat(second).isGreaterThan(first);
        type("c");
        assertThat(ink()).isZero();
        type("u");
        assertThat(ink()).isEqualTo(second);
        type("u");
        assertThat(ink()).isEqualTo(first);
        type("u");
        assertThat(ink()).isZero();
        type("u");
        assertThat(String.join("\n", easel.screen())).contains("There is nothing to undo.");
    }

    @Test
    void theRubberTakesInkAway() {
        type(" ", "\u001b[B".repeat(5));
        double before = ink();
        type("e", "\u001b[A".repeat(5));
        assertThat(ink()).isLessThan(before / 4);
    }

    @Test
    void theMouseDrawsFromWhereItsButtonWasPressed() {
        type("\u001b[<0;5;6M"); // column 4, row 5: pixel (3, 4)
        assertThat(easel.sketch().x()).isEqualTo(3);
        assertThat(easel.sketch().y()).isEqualTo(4);
        double dot = ink();
        type("\u001b[<32;12;6M");
        double line = ink();
        assertThat(line).isGreaterThan(3 * dot);
        type("\u001b[<0;12;6m", "\u001b[<0;20;14M", "\u001b[<0;20;14m");
        assertThat(ink()).as("a second dot, no line to it").isCloseTo(line + dot, within(1e-9));
    }

    @Test
    void clicksBesideTheSheetDrawNothing() {
        type("\u001b[<0;60;6M", "\u001b[<0;1;1M", "\u001b[<0;5;22M");
        assertThat(ink()).isZero();
    }

    @Test
    void sequencesAndKeysWithoutMeaningDoNothing() {
        type("\u001b[3~", "\u001b[1;5P", "x", "\u001b[<64;5;5M", "\u001b[<;;M", "\t", "\u001bx");
        assertThat(ink()).isZero();
        assertThat(easel.isClosed()).isFalse();
    }

    @Test
    void qEnds() {
        type("q");
        assertThat(easel.isClosed()).isTrue();
    }

    private void type(String... characters) {
        Input.Parser parser = new Input.Parser();
        List<Input> inputs = new ArrayList<>();
        for (char c : String.join("", characters).toCharArray()) {
            inputs.addAll(parser.accept(c));
        }
        inputs.forEach(easel::accept);
    }

    private double ink() {
        double sum = 0;
        for (float value : easel.sketch().sheet().values()) {
            sum += value;
        }
        return sum;
    }
}
