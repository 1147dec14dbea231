package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tinytorch.tito.ShownCommands.Shown;

/**
 * README, chapters, help and messages agree with the code: every command line that they show can be typed. {@code .ci/run} then runs those that the first test leaves in
 * {@code target/shown-commands.txt}.
 */
class ShownCommandsTest {
    private final CommandCheck check = new CommandCheck();

    @Test
    void everyCommandOfGuidesAndLessonsCanBeTyped() throws IOException {
        List<Shown> shown = ShownCommands.inGuides();
        assertThat(shown).hasSizeGreaterThan(150);
        assertThat(shown.stream().flatMap(one -> check.typed(one).stream())).isEmpty();
        Files.write(Path.of("target/shown-commands.txt"), new TreeSet<>(shown.stream().map(Shown::line).toList()));
    }

    @Test
    void everyExampleOfTheHelpCanBeTyped() {
        List<Shown> shown = ShownCommands.inHelp(CommandCheck.line());
        assertThat(shown).hasSizeGreaterThan(50);
        assertThat(shown.stream().flatMap(one -> check.typed(one).stream())).isEmpty();
    }

    @Test
    void everyCommandThatAProgramNamesExistsWithItsOptions() throws IOException {
        List<Shown> shown = ShownCommands.inSources();
        assertThat(shown).hasSizeGreaterThan(150);
        assertThat(shown.stream().flatMap(one -> check.named(one).stream())).isEmpty();
    }

    @Test
    void whatCanNotBeTypedIsFound() {
        for (String line : List.of("tito tset 02", "./tito test --jsn", "tito test 99", "tito test 02 --task tensor.nothing", "tito hint tensor.nothing", "tito hint",
                "tito milestone dnn", "tito milestone cnn --epoch 3", "tito milestone cnn --epochs 3 on a part", "tito leaderboard serves", "tito submit cnn-run --dri",
                "tito submit --shipped mnits", "tito data get mnits", "tito course lint 02", "tito course verify 02 99", "tito lab 16 photos FILE", "tito bench --onyl x",
                "./mvnw verfy", "mvn test -pl tinytorch-tensors", "./mvnw test -pl tinytorch-tensor -Dtest=NoTest", "milestones/no-script")) {
            assertThat(check.typed(new Shown("here", line, false))).as(line).isPresent();
        }
        for (String line : List.of("tito tset ", "tito course locks", "tito reset 02 --restor")) {
            assertThat(check.named(new Shown("here", line, false))).as(line).isPresent();
        }
    }
}
