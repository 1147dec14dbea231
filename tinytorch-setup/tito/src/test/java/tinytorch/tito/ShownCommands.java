package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Every command line that the project shows somebody: in guides and lessons, in the help, in the sources of what programs print. */
final class ShownCommands {
    static final Path ROOT = Path.of("../..");
    /** A launcher, Maven or a script of the checkout, and what is typed after it. In prose a name without a word after it is no command. */
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.-])((?:\\./)?(?:tito|mvnw)|mvn|(?:milestones|tinytorch-[\\w-]+(?:/[\\w-]+)*)/[a-z][a-z-]*)(?= [^ :]|$)(.*)");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    /** A command in a source: begun by a quote or by what leads up to it; what is put together at run time ends it. */
    private static final Pattern PRINTED = Pattern.compile("(?:(?<=[\"'(]|@code |: |\"  )(?:\\./)?tito (?!is |knows )|\\bcommand\\(\")([a-z][^\"'})]*)");

    /**
     * A command line.
     *
     * @param where file and line, or the command whose help shows it
     * @param line  as it is shown, without what explains it
     * @param prose whether it stands in a sentence, which may name a command without its arguments
     */
    record Shown(String where, String line, boolean prose) {

        @Override
        public String toString() {
            return where + ": " + line;
        }
    }

    private ShownCommands() {
    }

    /** README, lessons, instructions. */
    static List<Path> guides() {
        return files(path -> path.toString().endsWith(".md"));
    }

    /** In all guides: code blocks and code in the text. */
    static List<Shown> inGuides() throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (Path guide : guides()) {
            boolean fenced = false;
            int number = 0;
            StringBuilder paragraph = new StringBuilder();   // code in the text may go on in the next line
            for (String line : Files.readAllLines(guide)) {
                number++;
                String where = ROOT.relativize(guide) + ":" + number;
                boolean fence = line.strip().startsWith("```");
                fenced ^= fence;
                boolean code = fenced || line.startsWith("    ");
                if (!code && !fence && !line.isBlank()) {
                    paragraph.append(line).append(' ');
                    continue;
                }
                inProse(shown, where, paragraph);
                if (code) {
                    add(shown, where, line, false);
                }
            }
            inProse(shown, ROOT.relativize(guide) + ":" + number, paragraph);
        }
        return shown;
    }

    /** Takes the paragraph that ended before this line. */
    private static void inProse(List<Shown> shown, String where, StringBuilder paragraph) {
        INLINE.matcher(paragraph).results().map(code -> code.group(1)).filter(code -> !code.matches("(milestones|tinytorch-)[^ ]*"))   // a file that is not typed
                .forEach(code -> add(shown, where, code, true));
        paragraph.setLength(0);
    }

    /** The examples below the help of each command. */
    static List<Shown> inHelp(CommandLine line) {
        List<Shown> shown = new ArrayList<>();
        for (String text : line.getCommandSpec().usageMessage().footer()) {
            if (!text.equals(ExitCode.table())) {
                text.lines().forEach(one -> add(shown, line.getCommandSpec().qualifiedName() + " --help", one, false));
            }
        }
        line.getSubcommands().values().forEach(one -> shown.addAll(inHelp(one)));
        return shown;
    }

    /** What stands in the sources of programs, in messages as well as in comments: as far as it stands there as one piece. */
    static List<Shown> inSources() throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (Path source : files(path -> path.toString().endsWith(".java") && path.toString().replace('\\', '/').contains("/src/main/"))) {
            int number = 0;
            for (String line : Files.readAllLines(source)) {
                number++;
                for (Matcher found = PRINTED.matcher(line); found.find();) {
                    shown.add(new Shown(ROOT.relativize(source) + ":" + number, "tito " + found.group(1).split(" {2,}|[.;,:?] |[.;,?]$")[0], true));
                }
            }
        }
        return shown;
    }

    /** Commands and what explains them stand in columns: two blanks part them. A quote or a parenthesis before one ends with it. */
    private static void add(List<Shown> shown, String where, String text, boolean prose) {
        for (String column : text.split(" {2,}")) {
            Matcher found = COMMAND.matcher(column);
            if (found.find()) {
                char before = found.start() > 0 ? column.charAt(found.start() - 1) : ' ';
                String line = (found.group(1) + found.group(2).split(" [#|>] ")[0]).split(before == '(' ? "\\)" : before == '\'' ? "'" : "$")[0];
                shown.add(new Shown(where, line.strip(), prose));
            }
        }
    }

    /** Files of the checkout that are written by people. */
    static List<Path> files(Predicate<Path> wanted) {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            return walk.filter(wanted).filter(path -> !ROOT.relativize(path).toString().matches("(.*[/\\\\])?(target|\\.[^/\\\\]*)[/\\\\].*")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing the checkout", e);
        }
    }
}
