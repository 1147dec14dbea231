package tinytorch.workbench;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("setup.table")
class TableTest {

    @Test
    void widthIsTheLongestTextOfTheColumnNameIncluded() {
        Table table = new Table("", "layer", "n").row("ReLU", 1000).row("Dropout", 5);
        Check.call("Table.widths", "layer | n", "ReLU | 1000", "Dropout | 5")
                .because("the longest of name and cells, for each column")
                .equal(() -> table.widths(new boolean[] {false, true}), new int[] {7, 4});
    }

    @Test
    void columnNameCountsEvenWithoutRows() {
        Check.call("Table.widths", "probability")
                .equal(() -> new Table("", "probability").widths(new boolean[1]), new int[] {11});
    }

    @Test
    void widestColumnOfWordsIsCutToFitTheLine() {
        Table table = new Table("", "a", "b", "c").row("x".repeat(60), "y".repeat(30), "7".repeat(10));
        Check.call("Table.widths", "60 letters", "30 letters", "10 digits")
                .because("36 + 30 + 10 and two gaps of 2 make 80; only the widest column loses")
                .equal(() -> table.widths(new boolean[] {false, false, true}), new int[] {36, 30, 10});
    }

    @Test
    void equallyWideColumnsTakeTurns() {
        Table table = new Table("", "a", "b", "c").row("x".repeat(50), "y".repeat(50), "z");
        Check.call("Table.widths", "50 letters", "50 letters", "1 letter")
                .because("25 too many: 13 from the left, 12 from the right; the leftmost of equals loses first")
                .equal(() -> table.widths(new boolean[3]), new int[] {37, 38, 1});
    }

    @Test
    void numbersAreNeverCut() {
        Table table = new Table("", "word", "n").row("w".repeat(20), "1".repeat(90));
        Check.call("Table.widths", "20 letters", "90 digits")
                .because("words shrink to 8, numbers keep their digits, and the line stays too wide")
                .equal(() -> table.widths(new boolean[] {false, true}), new int[] {8, 90});
    }

    @Test
    void lineOfExactlyEightyCharactersIsNotCut() {
        Table table = new Table("", "a", "b").row("x".repeat(40), "y".repeat(38));
        Check.call("Table.widths", "40 letters", "38 letters").because("40 + 2 + 38 = 80 fits")
                .equal(() -> table.widths(new boolean[2]), new int[] {40, 38});
    }

    @Test
    void wordsStandLeftAndNumbersRight() {
        line("ReLU       12  (3,)", List.of("ReLU", "12", "(3,)"), new int[] {7, 4, 6}, false, true, false);
    }

    @Test
    void lineHasNoSpacesAtItsEnd() {
        line("a", List.of("a", ""), new int[] {5, 5}, false, false);
    }

    @Test
    void longCellEndsWithThreeDots() {
        line("proba...  1", List.of("probability", "1"), new int[] {8, 1}, false, true);
        line("exactly8", List.of("exactly8"), new int[] {8}, false);
    }

    @Test
    void wholeTableHasTitleNamesDashesAndRows() {
        Table table = new Table("Layers", "name", "parameters", "out").row("fc1", 100_480, "(32, 128)").row("fc2", 1290, "(32, 10)");
        Check.call("Table.toString", "2 rows").equal(table::toString, """
                Layers
                name  parameters  out
                ----  ----------  ---------
                fc1       100480  (32, 128)
                fc2         1290  (32, 10)
                """);
    }

    @Test
    @LookAt("Table.line")
    void columnsOfNumbersWithSignsUnitsAndGapsStandRight() {
        Table table = new Table("", "signed", "time", "mixed").row("-3", "12.0 ms", "1").row("+14", "-", "two").row("", "150 us", "(3,)");
        Check.call("Table.toString", "3 rows")
                .because("a number is a digit first, or a sign and then a digit; empty and \"-\" cells do not count")
                .equal(table::toString, """
                        signed     time  mixed
                        ------  -------  -----
                            -3  12.0 ms  1
                           +14        -  two
                                 150 us  (3,)
                        """);
    }

    @Test
    void rowOfTheWrongLengthIsRefused() {
        Table table = new Table("", "a", "b").row(1.5, "x");
        Check.call("Table.toString", "1 row").equal(table::toString, "    a  b\n-----  -\n1.500  x\n");
        Check.call("Table.row", "1 cell for 2 columns")
                .refuses(IllegalArgumentException.class, () -> table.row("only one"), "2 columns", "1 cells");
    }

    private static void line(String expected, List<String> cells, int[] widths, boolean... numeric) {
        Check.call("Table.line", cells)
                .because("words are filled on the right, numbers on the left, two spaces between columns, none at the end")
                .equal(() -> Table.line(cells, widths, numeric), expected);
    }
}
