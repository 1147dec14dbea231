package tinytorch.course.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorStreamTest {
    private static final String NOTICE = "WARNING: Using incubator modules: jdk.incubator.vector";

    @Test
    void leavesOutTheNoticeOfTheJvm() throws IOException {
        assertThat(copied(NOTICE + System.lineSeparator())).isEmpty();
        assertThat(copied(NOTICE + System.lineSeparator() + "epoch 1")).isEqualTo("epoch 1");
        assertThat(copied("epoch 1\n" + NOTICE + System.lineSeparator() + "epoch 2\n")).as("that of a JVM which the program starts").isEqualTo("epoch 1\nepoch 2\n");
        assertThat(copied("x".repeat(8190) + "\n" + NOTICE + System.lineSeparator() + "y")).as("across two reads").isEqualTo("x".repeat(8190) + "\ny");
    }

    @Test
    void handsOnEverythingElse() throws IOException {
        for (String text : new String[] {"", "W", "WARNING: disk full\n", "WARNING: U\nWARN", "epoch " + NOTICE + "\n", NOTICE + ", other\n", NOTICE, "x".repeat(20_000)}) {
            assertThat(copied(text)).isEqualTo(text);
        }
    }

    @Test
    void whatTestsPrintedBeginsBehindTheNotice() {
        String notice = NOTICE + System.lineSeparator();
        assertThat(ErrorStream.withoutNotice(notice)).isEmpty();
        assertThat(ErrorStream.withoutNotice(notice + "loss 1\n" + notice)).isEqualTo("loss 1\n" + notice);
        assertThat(ErrorStream.withoutNotice("loss 1\n")).isEqualTo("loss 1\n");
    }

    private static String copied(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ErrorStream.copy(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
