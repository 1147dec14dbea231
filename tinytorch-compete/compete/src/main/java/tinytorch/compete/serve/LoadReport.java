package tinytorch.compete.serve;

import java.util.Arrays;

/**
 * How a server did: what readers waited, and how much it got done. Latency is told in percentiles, because a mean hides those who waited long: of a page that asks 100 times, nearly two in three meet the
 * slowest hundredth.
 *
 * @param answered  requests
 * @param refused   requests that were turned away
 * @param p50       seconds from asking to the answer, of the median request
 * @param p95       of which 5 % took longer
 * @param p99       of which 1 % took longer
 * @param perSecond answered requests a second, from the first question to the last answer
 */
public record LoadReport(int answered, int refused, double p50, double p95, double p99, double perSecond) {

    /**
     * From when each request that was answered came and when its answer did.
     *
     * <p>Worked example: asked at 0, 1, 2 and 3 s, answered at 4, 4, 4 and 5 s: latencies 4, 3, 2 and 2 s, p50 = 2, p95 = 4; 4 requests in 5 s are 0.8 a second.
     *
     * @param asked    seconds, at least one, in any order
     * @param answered seconds, in the same order
     */
    public static LoadReport of(double[] asked, double[] answered, int refused) {
        if (asked.length == 0 || asked.length != answered.length) {
            throw new IllegalArgumentException("LoadReport.of: one request or more, and an answer for each, got " + asked.length + " and " + answered.length + ".");
        }
        // tito:begin compete.latency
        double[] latencies = new double[asked.length];
        for (int i = 0; i < latencies.length; i++) {
            latencies[i] = answered[i] - asked[i];
        }
        Arrays.sort(latencies);
        double first = Arrays.stream(asked).min().orElseThrow();
        double last = Arrays.stream(answered).max().orElseThrow();
        return new LoadReport(asked.length, refused, percentile(latencies, 50), percentile(latencies, 95), percentile(latencies, 99), asked.length / (last - first));
        // tito:end
    }

    /**
     * The smallest value that at least p percent of all are not above: the value at rank {@code ceil(p / 100 * n)}, counted from 1 ("nearest rank"). It is a latency that some request really had, other
     * than a value between two of them.
     *
     * <p>Worked example: of 1, 2, 3, 4: p50 is 2, p51 is 3, p95 and p100 are 4.
     *
     * @param sorted  from small to large, at least one
     * @param percent above 0, at most 100
     */
    public static double percentile(double[] sorted, int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("LoadReport.percentile: from 1 to 100, got " + percent + ".");
        }
        // tito:begin compete.latency
        int rank = (int) Math.ceilDiv((long) percent * sorted.length, 100L);
        return sorted[rank - 1];
        // tito:end
    }
}
