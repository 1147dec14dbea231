package tinytorch.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import tinytorch.workbench.Table;

class CsvTest {

    @Test
    void whatFormatWritesIsReadBackInOneUnit() {
        Map<String, Quantity> cells = Map.ofEntries(Map.entry("1.50 ms", new Quantity(1.5e-3, "s")), Map.entry("210 us", new Quantity(2.1e-4, "s")), Map.entry("2 min 05 s", new Quantity(125, "s")),
                Map.entry("1 h 02 min", new Quantity(3720, "s")), Map.entry("1.50 KiB", new Quantity(1536, "B")), Map.entry("61.7 k", new Quantity(61_700, "")), Map.entry("2.50 GFLOP/s", new Quantity(2.5e9, "FLOP/s")),
                Map.entry("30 it/s", new Quantity(30, "it/s")), Map.entry("12.0 MB/s", new Quantity(12e6, "B/s")), Map.entry("1.50 GiB/s", new Quantity(0x1.8p30, "B/s")), Map.entry("90 B/s", new Quantity(90, "B/s")), Map.entry("5%", new Quantity(5, "%")),
                Map.entry("3.50 x", new Quantity(3.5, "x")), Map.entry("-3", new Quantity(-3, "")), Map.entry("1.234e-05", new Quantity(1.234e-5, "")), Map.entry("1,024", new Quantity(1024, "")));
        cells.forEach((cell, quantity) -> {
            assertThat(Quantity.of(cell)).as(cell).isPresent();
            assertThat(Quantity.of(cell).get().unit()).as(cell).isEqualTo(quantity.unit());
            assertThat(Quantity.of(cell).get().value()).as(cell).isCloseTo(quantity.value(), org.assertj.core.data.Offset.offset(1e-12 * Math.abs(quantity.value())));
        });
        for (String words : new String[] {"", "ReLU", "(2, 3)", "2 x 3", "i, p, j", "12 (3 x)", "NaN", "? it/s", "0.weight"}) {
            assertThat(Quantity.of(words)).as(words).isEmpty();
        }
    }

    @Test
    void aColumnOfNumbersHasItsUnitInItsNameAndWordsStayAsTheyAre() {
        Table table = new Table("T", "n", "time", "who, \"where\"", "mixed", "nothing").row(64, "210 us", "a", "1 s", "").row(128, "2.10 ms", "b, c", "1 B", "-").row(256, "-", "d\"e", "2 s", "");
        assertThat(Csv.of(table)).isEqualTo("""
                n,time (s),"who, ""where""\",mixed,nothing\r
                64,0.00021,a,1 s,\r
                128,0.0021,"b, c",1 B,-\r
                256,,"d""e",2 s,\r
                """);
    }
}
