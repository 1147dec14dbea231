package tinytorch.milestones.digit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigitArtTest {
    private static final Ink CHECKED = new Ink(4, 2, new float[] {0, 1, 0, 1, 0, 0, 1, 1});

    @Test
    void aCharacterShowsTwoPixels() {
        assertThat(DigitArt.BLOCKS.lines(CHECKED, 0)).containsExactly(" \u2580\u2584\u2588");
        assertThat(DigitArt.ASCII.lines(CHECKED, 0)).containsExactly(" ++@");
        assertThat(DigitArt.GREY.lines(new Ink(1, 2, new float[] {1, 0}), 0)).containsExactly("\u001b[38;5;255;48;5;232m\u2580\u001b[0m");
    }

    @Test
    void theMarginIsLeftOut() {
        List<String> lines = DigitArt.ASCII.lines(Ink.blank(), 2);
        assertThat(lines).hasSize(12).allMatch(line -> line.length() == 24);
    }

    @Test
    void picturesStandBesideEachOtherWithTheirCaptions() {
        List<String> lines = DigitArt.ASCII.row(List.of(CHECKED, CHECKED), List.of("7", "a long caption"), 0, 3);
        assertThat(lines).containsExactly(" ++@    ++@", "7      a lo");
    }

    @Test
    void thePenIsShownWhereItIs() {
        assertThat(DigitArt.ASCII.lines(CHECKED, 3, 1, false)).containsExactly(" +++");
        assertThat(DigitArt.BLOCKS.lines(CHECKED, 0, 0, true)).containsExactly("o\u2580\u2584\u2588");
    }

    @Test
    void theOutputDecidesWhatCanBeShown() {
        Charset utf8 = StandardCharsets.UTF_8;
        assertThat(DigitArt.of(Map.of("LANG", "en_GB.UTF-8", "TERM", "xterm-256color"), true, utf8)).isEqualTo(DigitArt.GREY);
        assertThat(DigitArt.of(Map.of("WT_SESSION", "1"), true, utf8)).isEqualTo(DigitArt.GREY);
        assertThat(DigitArt.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, utf8)).isEqualTo(DigitArt.BLOCKS);
        assertThat(DigitArt.of(Map.of("TERM", "linux"), true, utf8)).isEqualTo(DigitArt.BLOCKS);
        assertThat(DigitArt.of(Map.of(), true, utf8)).isEqualTo(DigitArt.BLOCKS);
        assertThat(DigitArt.of(Map.of("TERM", "xterm"), false, utf8)).isEqualTo(DigitArt.BLOCKS);
        assertThat(DigitArt.of(Map.of("TERM", "dumb"), true, utf8)).isEqualTo(DigitArt.ASCII);
        assertThat(DigitArt.of(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "C"), true, utf8)).isEqualTo(DigitArt.ASCII);
        assertThat(DigitArt.of(Map.of(), true, StandardCharsets.US_ASCII)).isEqualTo(DigitArt.ASCII);
        assertThat(DigitArt.of(Map.of(), true, Charset.forName("windows-1252"))).isEqualTo(DigitArt.ASCII);
    }
}
