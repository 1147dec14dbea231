package tinytorch.workbench;

import java.util.Locale;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("setup.format")
class FormatTest {

    @Test
    void wholeNumberOfTheFirstUnitHasNoDecimals() {
        bytes(0, "0 B");
        bytes(5, "5 B");
        bytes(512, "512 B");
        bytes(1023, "1023 B");
    }

    @Test
    @LookAt("Format.scaled")
    void bytesGrowInStepsOf1024() {
        bytes(1024, "1.00 KiB");
        bytes(1536, "1.50 KiB");
        bytes(20_000, "19.5 KiB");
        bytes(1024 * 1024, "1.00 MiB");
        bytes(3.25 * 1024 * 1024 * 1024, "3.25 GiB");
    }

    @Test
    void largestUnitTakesEverythingAboveIt() {
        Check.call("Format.scaled", 5 * 1024.0 * 1024 * 1024, 1024, "[B, KiB, MiB]")
                .because("there is no unit after the last in the list, so the number itself grows")
                .equal(() -> Format.scaled(5 * 1024.0 * 1024 * 1024, 1024, new String[] {"B", "KiB", "MiB"}), "5120 MiB");
    }

    @Test
    void valueBelowOneStaysInTheFirstUnit() {
        bytes(0.25, "0.25 B");
    }

    @Test
    @LookAt("Format.scaled")
    void signIsKeptAndDoesNotChangeTheUnit() {
        bytes(-2048, "-2.00 KiB");
        bytes(-7, "-7 B");
    }

    @Test
    void countsGrowInStepsOf1000() {
        count(7, "7");
        count(999, "999");
        count(1000, "1.00 k");
        count(61_706, "61.7 k");
        count(124e6, "124 M");
        count(1.5e9, "1.50 G");
    }

    @Test
    void shortTimesTakeTheLargestUnitOfWhichThereIsOne() {
        seconds(0.0123, "12.3 ms");
        seconds(0.25, "250 ms");
        seconds(4.2e-5, "42.0 us");
        seconds(1e-3, "1.00 ms");
        seconds(1e-6, "1.00 us");
        seconds(3.1e-8, "31.0 ns");
        seconds(4.2e-10, "0.42 ns");
    }

    @Test
    void secondsBelowAMinuteHaveThreeDigits() {
        seconds(0, "0.00 s");
        seconds(1, "1.00 s");
        seconds(1.5, "1.50 s");
        seconds(59.5, "59.5 s");
    }

    @Test
    void minutesAndHoursAreCutNotRounded() {
        seconds(60, "1 min 00 s");
        seconds(119.9, "1 min 59 s");
        seconds(125, "2 min 05 s");
        seconds(3599.9, "59 min 59 s");
        seconds(3600, "1 h 00 min");
        seconds(3725, "1 h 02 min");
        seconds(100 * 3600, "100 h 00 min");
    }

    @Test
    void negativeTimeIsRefused() {
        seconds(2, "2.00 s");
        Check.call("Format.seconds", -1).refuses(IllegalArgumentException.class, () -> Format.seconds(-1), "seconds", "-1");
        Check.call("Format.seconds", Double.NaN).refuses(IllegalArgumentException.class, () -> Format.seconds(Double.NaN), "NaN");
    }

    @Test
    void ratePutsThePrefixBeforeTheUnit() {
        rate(2e9, 1, "FLOP", "2.00 GFLOP/s");
        rate(60, 2, "it", "30 it/s");
        rate(61_706, 1, "it", "61.7 kit/s");
        rate(1, 2, "it", "0.50 it/s");
    }

    @Test
    void rateInNoTimeIsUnknown() {
        rate(10, 0, "it", "? it/s");
        rate(0, 0, "it", "? it/s");
    }

    @Test
    void decimalPointIsTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            bytes(1536, "1.50 KiB");
            seconds(0.0015, "1.50 ms");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void bytes(double bytes, String expected) {
        Check.call("Format.bytes", bytes)
                .because("the largest of B, KiB, MiB, GiB, TiB of which there is at least one; 1 KiB = 1024 B")
                .equal(() -> Format.bytes(bytes), expected);
    }

    private static void count(double count, String expected) {
        Check.call("Format.count", count).because("the largest of 1, k, M, G, T of which there is at least one; k = 1000")
                .equal(() -> Format.count(count), expected);
    }

    private static void seconds(double seconds, String expected) {
        Check.call("Format.seconds", seconds)
                .because("ns, us, ms below a second; s; whole minutes and seconds; whole hours and minutes")
                .equal(() -> Format.seconds(seconds), expected);
    }

    private static void rate(double amount, double seconds, String unit, String expected) {
        Check.call("Format.rate", amount, seconds, unit)
                .because("amount / seconds, scaled by 1000, with the prefix right before the unit")
                .equal(() -> Format.rate(amount, seconds, unit), expected);
    }
}
