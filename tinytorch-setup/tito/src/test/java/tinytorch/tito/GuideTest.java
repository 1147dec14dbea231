package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every file of the checkout that a guide or a lesson names, or links to, is there. */
class GuideTest {
    private static final Pattern FILE = Pattern.compile("`((?:tinytorch-[\\w-]+|milestones)/[\\w./-]+)[` ]|\\]\\((?!https?:)([\\w./-]+)");

    @Test
    void theFilesAreThere() throws IOException {
        int count = 0;
        for (Path guide : ShownCommands.guides()) {
            for (String named : FILE.matcher(Files.readString(guide)).results().map(found -> found.group(1) != null ? "/" + found.group(1) : found.group(2)).toList()) {
                Path file = named.startsWith("/") ? ShownCommands.ROOT.resolve(named.substring(1)) : guide.resolveSibling(named);
                assertThat(file).as(guide + ": " + named).exists();
                count++;
            }
        }
        assertThat(count).isGreaterThan(30);
    }
}
