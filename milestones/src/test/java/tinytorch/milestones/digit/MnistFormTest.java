package tinytorch.milestones.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MnistFormTest {

    @Test
    void theLongerSideBecomesTwentyPixels() {
        for (int size : new int[] {7, 20, 31, 200}) {
            Ink sheet = new Ink(3 * size, 2 * size, new float[6 * size * size]);
            fill(sheet, size / 2, size / 4, size / 2, size);
            int[] box = box(MnistForm.of(sheet));
            assertThat(box[3]).as("height at size %d", size).isEqualTo(20);
            assertThat((double) box[2]).as("width at size %d", size).isCloseTo(20.0 * (size / 2) / size, within(0.51));
        }
    }

    @Test
    void theCentreOfMassIsInTheMiddle() {
        Ink sheet = new Ink(100, 60, new float[6000]);
        fill(sheet, 3, 3, 40, 10); // the head of a 7 is heavier than its foot
        fill(sheet, 33, 3, 10, 40);
        Ink digit = MnistForm.of(sheet);
        double x = 0;
        double y = 0;
        for (int i = 0; i < digit.values().length; i++) {
            x += (i % 28 + 0.5) * digit.values()[i];
            y += (i / 28 + 0.5) * digit.values()[i];
        }
        assertThat(x / digit.sum()).isCloseTo(14, within(0.51));
        assertThat(y / digit.sum()).isCloseTo(14, within(0.51));
    }

    @Test
    void placeAndSizeOnTheSheetMakeNoDifference() {
        Ink small = new Ink(50, 50, new float[2500]);
        fill(small, 5, 5, 4, 20);
        Ink large = new Ink(400, 300, new float[120_000]);
        fill(large, 300, 10, 40, 200);
        assertThat(MnistForm.of(small).values()).isEqualTo(MnistForm.of(large).values());
    }

    @Test
    void faintShadesOfThePaperAreRemoved() {
        Ink clean = new Ink(60, 60, new float[3600]);
        fill(clean, 20, 10, 12, 40);
        Ink stained = new Ink(60, 60, clean.values().clone());
        for (int i = 0; i < 3600; i++) {
            stained.values()[i] = Math.max(stained.values()[i], 0.1f * (i % 7) / 7);
        }
        assertThat(MnistForm.of(stained).values()).isEqualTo(MnistForm.of(clean).values());
    }

    @Test
    void thinStrokesBecomeThicker() {
        Ink thin = new Ink(400, 400, new float[160_000]);
        thin.stroke(100, 50, 100, 350, 0.5);
        thin.stroke(100, 350, 250, 350, 0.5);
        Ink digit = MnistForm.of(thin);
        assertThat(digit.max()).isEqualTo(1f);
        assertThat(MnistForm.strokeWidth(digit)).isBetween(1.3, 3.5);
    }

    @Test
    void aBlankPictureIsRefused() {
        assertThat(MnistForm.isBlank(Ink.blank())).isTrue();
        assertThatThrownBy(() -> MnistForm.of(Ink.blank())).hasMessageContaining("blank");
    }

    @Test
    void aSingleDotIsNoReasonToFail() {
        Ink sheet = Ink.blank();
        sheet.values()[0] = 1;
        assertThat(box(MnistForm.of(sheet))).containsExactly(4, 4, 20, 20);
    }

    @Test
    void generatedDigitsHaveMnistsForm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int digit = 0; digit < 10; digit++) {
            Ink ink = GeneratedDigits.draw(digit, random);
            int[] box = box(ink);
            assertThat(Math.max(box[2], box[3])).as("size of %d", digit).isEqualTo(20);
            for (float value : ink.values()) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    private static void fill(Ink ink, int x, int y, int width, int height) {
        for (int row = y; row < y + height; row++) {
            Arrays.fill(ink.values(), row * ink.width() + x, row * ink.width() + x + width, 1f);
        }
    }

    /** Left, top, width, height of everything that is not blank. */
    private static int[] box(Ink ink) {
        int left = ink.width();
        int top = ink.height();
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < ink.values().length; i++) {
            if (ink.values()[i] > 0) {
                left = Math.min(left, i % ink.width());
                right = Math.max(right, i % ink.width());
                top = Math.min(top, i / ink.width());
                bottom = Math.max(bottom, i / ink.width());
            }
        }
        return new int[] {left, top, right - left + 1, bottom - top + 1};
    }
}
