package tinytorch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/**
 * What learners read when a test fails, all of it in one file to be read as they read it: {@code messages.txt}. After a wanted change it is written anew with
 * {@code -Dtinytorch.messages=write}, and read again.
 */
class MessagesTest {
    private static final Path FILE = Path.of("src/test/resources/tinytorch/testkit/messages.txt");

    @Test
    void theyAreAsTheyWereRead() throws IOException {
        String now = FailureCases.all().entrySet().stream().map(entry -> "== " + entry.getKey() + "\n" + message(entry.getKey(), entry.getValue())).collect(Collectors.joining("\n"));
        if ("write".equals(System.getProperty("tinytorch.messages"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, now);
        }
        assertThat(now).isEqualTo(Files.readString(FILE));
    }

    @Test
    void thereAreAtLeastFortyAndNoLineIsTooLongForATerminal() {
        assertThat(FailureCases.all()).hasSizeGreaterThanOrEqualTo(40);
        // The terminal's 80 columns without the four that a message is moved to the right by. Sentences are folded where they are printed; tables can't be.
        FailureCases.all().forEach((name, failing) -> assertThat(message(name, failing).lines().filter(line -> line.matches(" {2}(expected|actual|) .*|.*\\*-?\\d.*"))).as(name)
                .allMatch(line -> line.length() <= 76));
    }

    private static String message(String name, Runnable failing) {
        Throwable thrown = catchThrowable(failing::run);
        assertThat(thrown).as(name).isInstanceOf(AssertionError.class);
        return thrown.getMessage().replaceAll("\\(([A-Za-z]+)\\.java:\\d+\\)", "($1.java)");
    }
}
