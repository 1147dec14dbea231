package tinytorch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeersTest {

    @Test
    void theRatioIsThatOfNeighboursAndItsMedianIsTold() {
        // A machine that slows down to a tenth changes both rates, but not the ratio of those measured one after the other.
        Peers peers = Peers.of(rates(90, 9, 45, 80, 10), new double[] {100, 10, 50, 100, 10});
        assertThat(peers).isEqualTo(new Peers(0.9, 0.9, 0.9, new Rate("flops", 45, 10, 80, 0.1, 8, 0), 50));
    }

    @Test
    void quartilesOfTheTurns() {
        Peers peers = Peers.of(rates(1, 2, 3, 4, 5), new double[] {1, 1, 1, 1, 1});
        assertThat(peers).isEqualTo(new Peers(3, 2, 4, new Rate("flops", 3, 2, 4, 0.1, 8, 0), 1));
    }

    @Test
    void withoutPyTorchOnTheClassPathItSaysWhereItComesFrom() {
        assertThat(Peers.there()).isFalse();
        assertThat(Cell.matching("matmul 512")).allMatch(cell -> cell.peer().isEmpty());
        assertThat(new CommandLine(new BenchMain()).execute("--peers")).isEqualTo(2);
    }

    private static List<Rate> rates(double... medians) {
        return Arrays.stream(medians).mapToObj(median -> new Rate("flops", median, median, median, 0.1, 8, 0)).toList();
    }
}
