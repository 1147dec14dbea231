package tinytorch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeersTest {

    @Test
    void theRatioIsThatOfNeighboursAndItsMedianIsTold() {
        // A machine that slows down to a tenth changes both rates, but not the ratio of those measured one after the other.
        Peers peers = Peers.of(new double[] {90, 9, 45, 80, 10}, new double[] {100, 10, 50, 100, 10});
        assertThat(peers).isEqualTo(new Peers(0.9, 0.9, 0.9, 45, 50));
    }

    @Test
    void quartilesOfTheTurns() {
        Peers peers = Peers.of(new double[] {1, 2, 3, 4, 5}, new double[] {1, 1, 1, 1, 1});
        assertThat(peers).isEqualTo(new Peers(3, 2, 4, 3, 1));
    }

    @Test
    void withoutPyTorchOnTheClassPathItSaysWhereItComesFrom() {
        assertThat(Peers.there()).isFalse();
        assertThat(Cell.matching("matmul 512")).allMatch(cell -> cell.peer().isEmpty());
        assertThat(new CommandLine(new BenchMain()).execute("--peers")).isEqualTo(2);
    }
}
