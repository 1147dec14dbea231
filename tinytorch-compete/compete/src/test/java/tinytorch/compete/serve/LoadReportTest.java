package tinytorch.compete.serve;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("compete.latency")
class LoadReportTest {

    @Test
    void aPercentileIsAValueThatWasThere() {
        double[] four = {1, 2, 3, 4};
        Check.call("LoadReport.percentile", "[1, 2, 3, 4]", 50).because("half of the values are not above 2").equal(() -> LoadReport.percentile(four, 50), 2.0);
        Check.call("LoadReport.percentile", "[1, 2, 3, 4]", 51).equal(() -> LoadReport.percentile(four, 51), 3.0);
        Check.call("LoadReport.percentile", "[1, 2, 3, 4]", 1).equal(() -> LoadReport.percentile(four, 1), 1.0);
        Check.call("LoadReport.percentile", "[1, 2, 3, 4]", 100).equal(() -> LoadReport.percentile(four, 100), 4.0);
        double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        Check.call("LoadReport.percentile", "[1 .. 100]", 99).because("one of a hundred is above").equal(() -> LoadReport.percentile(hundred, 99), 99.0);
        Check.call("LoadReport.percentile", "[1 .. 100]", 95).equal(() -> LoadReport.percentile(hundred, 95), 95.0);
        Check.call("LoadReport.percentile", "[7]", 99).equal(() -> LoadReport.percentile(new double[] {7}, 99), 7.0);
    }

    @Test
    void latenciesAndThroughput() {
        LoadReport report = Check.call("LoadReport.of").run(() -> LoadReport.of(new double[] {0, 1, 2, 3}, new double[] {4, 4, 4, 5}, 6));
        Check.call("LoadReport.of", "asked 0 1 2 3, answered 4 4 4 5").because("latencies 4 3 2 2; 4 requests from 0 s to 5 s").equal(() -> report, new LoadReport(4, 6, 2, 4, 4, 0.8));
    }

    @Test
    void theOrderDoesNotMatter() {
        Check.call("LoadReport.of", "asked 3 0 2 1, answered 5 4 4 4").because("the first question is not always first in the list")
                .equal(() -> LoadReport.of(new double[] {3, 0, 2, 1}, new double[] {5, 4, 4, 4}, 0), new LoadReport(4, 0, 2, 4, 4, 0.8));
        Check.call("LoadReport.of", "asked 10 12, answered 13 14").because("time counts from the first question, not from 0")
                .equal(() -> LoadReport.of(new double[] {10, 12}, new double[] {13, 14}, 0), new LoadReport(2, 0, 2, 3, 3, 0.5));
    }
}
