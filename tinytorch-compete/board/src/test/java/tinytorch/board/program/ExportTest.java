package tinytorch.board.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an instructor takes home. */
class ExportTest extends ProgramFixture {
    private static final String HEADER = "task,category,rank,learner,submission,received,part,accuracy,bits_per_character,p95_ms,p95_low_ms,p95_high_ms,bytes,points_per_megabyte,memory_bytes";

    @Test
    void theExportIsATableOfAllStandings() {
        compete();
        run(Exit.DONE, "export", "--db", db());
        List<String> lines = out.lines().toList();
        assertThat(lines).hasSize(1 + 4 * 2).startsWith(HEADER);
        assertThat(lines.get(1)).matches("mnist,accuracy,1,Zoë Müller,[0-9a-f]{24},20[0-9TZ:.-]+,public,0\\.95,,0\\.75,0\\.7,0\\.8,100000,950\\.0,70000000");
        assertThat(lines.get(2)).startsWith("mnist,accuracy,2,ben,").contains(",public,0.938,");
        assertThat(out).endsWith("\r\n").doesNotContain("0.91").doesNotContain("0.92");
    }

    @Test
    void theExportIsPrivateWhereItIsAskedForOrClosed() {
        compete();
        run(Exit.DONE, "export", "--private", "--db", db());
        assertThat(out.lines().toList().get(1)).startsWith("mnist,accuracy,1,ben,").contains(",private,0.92234,");
        run(Exit.DONE, "close", "MNIST", "--json", "--db", db());
        assertThat(json()).isEqualTo(JsonMapper.shared().readTree("{\"task\":\"mnist\",\"closed\":true,\"fresh\":true,\"waiting\":0}"));
        run(Exit.DONE, "export", "--json", "--db", db());
        JsonNode first = json().get("standings").get(0);
        assertThat(first.get("learner").stringValue() + first.get("part").stringValue()).isEqualTo("benprivate");
        assertThat(first.get("bits_per_character").isNull()).isTrue();
        assertThat(json().get("standings").size()).isEqualTo(8);
    }

    @Test
    void aCellCanBeNoSecondCellAndNoFormula() {
        assertThat(ExportCommand.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(ExportCommand.cell("a \"b\"\n")).isEqualTo("\"a \"\"b\"\"\n\"");
        assertThat(ExportCommand.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(ExportCommand.cell("@x,y")).isEqualTo("\"'@x,y\"");
        assertThat(ExportCommand.cell(-1.5)).isEqualTo("-1.5");
        assertThat(ExportCommand.cell(null)).isEmpty();
        for (String name : List.of("a,b", "a\"b", "=1+1", "+1", "-1", "@x", "a\tb")) {
            run(Exit.REFUSED, "enrol", "--db", db(), "--", name);
        }
    }
}
