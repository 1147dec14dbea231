package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command that a guide shows exists with the options that it shows, and every file that it names is there. */
class GuideTest {
    private static final Path ROOT = Path.of("../..");
    /** A word as a shell takes it: quoted, or without blanks. */
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\S+");
    private static final Pattern FILE = Pattern.compile("`((?:tinytorch-[\\w-]+|milestones)/[\\w./-]+)`|\\]\\(([\\w./-]+)\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "tinytorch-setup/course/README.md", "tinytorch-setup/course/INSTRUCTORS.md"})
    void theCommandsCanBeTyped(String guide) throws IOException {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        List<String> commands = commands(Files.readString(ROOT.resolve(guide)));
        assertThat(commands).hasSizeGreaterThan(4);
        for (String command : commands) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(command.replaceAll("[\\[\\]]", ""));
            while (word.find()) {
                words.add(word.group().replace("'", ""));
            }
            CommandLine line = Tito.commandLine(new Session(ROOT, ROOT, Map.of(), nowhere, nowhere, false, "./tito"));
            assertThat(line.parseArgs(words.subList(1, words.size()).toArray(String[]::new)).errors()).as(command).isEmpty();
        }
    }

    /** Lines of code blocks that begin with the launcher; what follows two blanks explains. */
    private static List<String> commands(String guide) {
        return guide.lines().filter(line -> line.matches("\\s{4,}(\\$ )?(\\./)?tito .*")).map(line -> line.replaceFirst("^\\s*(\\$ )?", "").split(" {2,}| #")[0]).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tinytorch-setup/course/README.md", "tinytorch-setup/course/INSTRUCTORS.md"})
    void theFilesAreThere(String guide) throws IOException {
        Matcher file = FILE.matcher(Files.readString(ROOT.resolve(guide)));
        int count = 0;
        while (file.find()) {
            boolean link = file.group(1) == null;
            Path named = link ? ROOT.resolve(guide).resolveSibling(file.group(2)) : ROOT.resolve(file.group(1));
            assertThat(named).as(file.group()).exists();
            count++;
        }
        assertThat(count).isPositive();
    }
}
