package tinytorch.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a runner does that was started before it is needed: it runs the tests below, reports them to a file that nobody reads, and so has loaded JUnit, AssertJ,
 * Jackson and the testkit when the request comes. Nothing here touches a learner's class.
 */
final class WarmUp {
    private static final double NO_LIMIT = 1e9;
    private static final int ROUNDS = 3;
    /** Many tests begin by reading a file of expected numbers. */
    private static final int NUMBERS = 3_000;

    private WarmUp() {
    }

    /** Two tests, of which one passes and one fails. */
    static final class Tests {
        @Test
        @Tag("warm.up")
        void passes() {
            String numbers = IntStream.range(0, NUMBERS).mapToObj(i -> String.valueOf(Math.sin(i))).collect(Collectors.joining(", "));
            assertThat(JsonMapper.shared().readTree("{\"data\": [" + numbers + "]}").get("data").valueStream().mapToDouble(JsonNode::asDouble).sum()).isFinite();
            assertThat(List.of(1.0, 2.0)).hasSize(2).allMatch(value -> value > 0);
            assertThatThrownBy(() -> List.of(1).get(1)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("1");
            Check.call("warm", "up").because("equal numbers").gives(() -> Values.of(new double[] {1, 2}, 2), Values.of(new double[] {1, 2}, 2));
            Check.call("warm", "up").equal(() -> Arrays.asList(1, 2), List.of(1, 2));
        }

        @Test
        @Tag("warm.up")
        void fails() {
            Check.call("warm", "up").because("different numbers").gives(() -> Values.of(new double[] {1, 2}, 2), Values.of(new double[] {1, 3}, 2));
        }
    }

    static void run() throws IOException {
        Path file = Files.createTempFile("tinytorch-warm", ".jsonl");
        EventWriter events = new EventWriter(file, "warm");
        RunListener listener = new RunListener(events, new Watchdog(events, Thread.currentThread(), NO_LIMIT));
        for (int round = 0; round < ROUNDS; round++) {
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectMethod(Tests.class, "passes"), DiscoverySelectors.selectMethod(Tests.class, "fails")).build(), listener);
            listener.groupEnded(List.of(), Optional.empty());
        }
        events.close();
        Files.delete(file);
    }
}
