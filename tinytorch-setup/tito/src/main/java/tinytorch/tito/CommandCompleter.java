package tinytorch.tito;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tinytorch.course.Course;

/** Completes a line of the interactive shell: commands, options, and what the course has of modules, tasks and milestones. */
final class CommandCompleter implements Completer {
    private final Supplier<CommandLine> commands;
    private final Course course;
    private final FileNameCompleter files = new FileNameCompleter();

    /** {@code commands}: all commands as they are told to the user. */
    CommandCompleter(Supplier<CommandLine> commands, Course course) {
        this.commands = commands;
        this.course = course;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        CommandLine command = commands.get();
        int position = 0;
        OptionSpec before = null;
        for (String word : line.words().subList(0, line.wordIndex())) {
            before = null;
            if (position == 0 && command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else if (word.startsWith("-")) {
                OptionSpec option = command.getCommandSpec().findOption(word);
                before = option != null && option.arity().min() > 0 ? option : null;
            } else {
                position++;
            }
        }
        if (before != null) {
            values(before, command.getCommandSpec(), reader, line, candidates);
        } else if (line.word().startsWith("-")) {
            command.getCommandSpec().options().stream().filter(option -> !option.hidden())
                    .forEach(option -> candidates.add(candidate(option.longestName(), first(option.description()))));
        } else if (position == 0 && !command.getSubcommands().isEmpty()) {
            command.getSubcommands().forEach((name, sub) -> candidates.add(candidate(name, first(sub.getCommandSpec().usageMessage().description()))));
        } else {
            int index = position;
            CommandSpec spec = command.getCommandSpec();
            spec.positionalParameters().stream().filter(one -> one.index().contains(index)).findFirst()
                    .ifPresent(one -> values(one, spec, reader, line, candidates));
        }
    }

    /** What an argument can be, by what the help calls it. */
    private void values(ArgSpec argument, CommandSpec command, LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> kinds = List.of(argument.paramLabel().split("\\|"));
        if (kinds.contains("TASK")) {
            course.tasks().forEach(task -> candidates.add(candidate(task.id(), task.title())));
        }
        if (kinds.contains("NN")) {
            course.builtModules().forEach(module -> candidates.add(candidate(module.number(), module.title())));
        }
        if (kinds.contains("NAME") && command.name().equals("milestone")) {
            course.milestones().stream().filter(milestone -> milestone.built()).forEach(milestone -> candidates.add(candidate(milestone.id(), milestone.title())));
        }
        if (kinds.contains("WHEN")) {
            List.of("auto", "always", "never").forEach(when -> candidates.add(candidate(when, "")));
        }
        if (kinds.contains("DIR") || kinds.contains("FILE")) {
            files.complete(reader, line, candidates);
        }
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].formatted();
    }

    /** The list beside the words stays short: it is there to choose from, the help explains. */
    private static Candidate candidate(String value, String description) {
        String sentence = description.split("[.:;] ")[0];
        String said = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return new Candidate(value, value, null, said.isEmpty() ? null : said.toLowerCase(Locale.ROOT), null, null, true);
    }
}
