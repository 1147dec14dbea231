package tinytorch.milestones.data;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tinytorch.data.source.DataException;
import tinytorch.data.source.DataStore;
import tinytorch.data.source.DatasetState;
import tinytorch.data.source.DatasetState.Kind;
import tinytorch.data.source.PublishedDataset;
import tinytorch.milestones.program.Outcome;

/**
 * Shows, downloads, checks and takes in datasets; {@code tito data} starts it in a JVM of its own, with the arguments
 * {@code list}, {@code get NAME}, {@code verify [NAME]} or {@code import NAME FILE...}, and {@code --json} for one JSON object. It uses nothing that a learner
 * has to write, so it works from the first day.
 *
 * <p>Exit codes: 0 done, 2 wrong usage, 8 a dataset is missing, damaged or can't be downloaded.
 */
public final class DataProgram {
    private final DataStore store;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    DataProgram(DataStore store, PrintStream out, PrintStream err, boolean json) {
        this.store = store;
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        boolean json = words.remove("--json");
        System.exit(new DataProgram(DataStore.ofUser(false), System.out, System.err, json).run(words));
    }

    /** Runs one command; the exit code. */
    int run(List<String> words) {
        String command = words.isEmpty() ? "list" : words.getFirst();
        List<String> arguments = words.isEmpty() ? List.of() : words.subList(1, words.size());
        boolean named = !arguments.isEmpty();
        if (named && PublishedDataset.named(arguments.getFirst()).isEmpty()) {
            return fail(Outcome.USAGE, "there is no dataset '%s'. There are %s.".formatted(arguments.getFirst(),
                    String.join(", ", PublishedDataset.ALL.stream().map(PublishedDataset::name).toList())));
        }
        List<PublishedDataset> chosen = named ? List.of(PublishedDataset.named(arguments.getFirst()).orElseThrow()) : PublishedDataset.ALL;
        try {
            return switch (command) {
                case "list" -> list(chosen);
                case "verify" -> verify(chosen, named);
                case "get" -> named ? get(chosen.getFirst()) : fail(Outcome.USAGE, "say which dataset to get.");
                case "import" -> arguments.size() > 1 ? take(chosen.getFirst(), arguments.subList(1, arguments.size()).stream().map(Path::of).toList())
                        : fail(Outcome.USAGE, "say which dataset, and which files are to become it.");
                default -> fail(Outcome.USAGE, "there is no command '" + command + "'.");
            };
        } catch (DataException e) {
            return fail(Outcome.NO_DATA, e.getMessage());
        }
    }

    private int list(List<PublishedDataset> chosen) throws DataException {
        List<DatasetState> states = new ArrayList<>();
        say("Datasets, kept in " + store.root());
        for (PublishedDataset dataset : chosen) {
            DatasetState state = store.look(dataset);
            states.add(state);
            say(String.format(Locale.ROOT, "  %-16s %-10s %6.1f MB  %s", dataset.name(), word(state.kind()), dataset.size() / 1e6, dataset.what()));
        }
        problems(states);
        say("By names and sizes; 'tito data verify' reads every byte.");
        return report(0, "datasets", states.stream().map(DataProgram::facts).toList());
    }

    /** Of all datasets those that are not there at all are no fault; one that was named is. */
    private int verify(List<PublishedDataset> chosen, boolean named) throws DataException {
        List<DatasetState> states = new ArrayList<>();
        boolean well = true;
        for (PublishedDataset dataset : chosen) {
            DatasetState state = store.verify(dataset);
            states.add(state);
            say("%-16s %s".formatted(dataset.name(), state.kind() == Kind.PRESENT ? "as published, every byte" : word(state.kind())));
            well &= state.kind() == Kind.PRESENT || state.kind() == Kind.ABSENT && !named;
        }
        problems(states);
        if (!well) {
            say("'tito data get NAME' brings what is missing or damaged.");
        }
        return report(well ? 0 : Outcome.NO_DATA, "datasets", states.stream().map(DataProgram::facts).toList());
    }

    private int get(PublishedDataset dataset) throws DataException {
        store.get(dataset);
        return arrived(dataset);
    }

    private int take(PublishedDataset dataset, List<Path> files) throws DataException {
        store.take(dataset, files);
        return arrived(dataset);
    }

    /** After an import some files may still be missing: nothing is wrong then, but it is said. */
    private int arrived(PublishedDataset dataset) throws DataException {
        DatasetState state = store.verify(dataset);
        say(dataset.name() + (state.kind() == Kind.PRESENT ? " is complete" : " is " + word(state.kind())) + ": " + state.folder());
        problems(List.of(state));
        return report(0, "dataset", facts(state));
    }

    private void problems(List<DatasetState> states) {
        states.forEach(state -> state.problems().forEach(problem -> say("  " + problem)));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> facts(DatasetState state) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", state.dataset().name());
        facts.put("what", state.dataset().what());
        facts.put("bytes", state.dataset().size());
        facts.put("folder", state.folder().toString());
        facts.put("state", word(state.kind()));
        facts.put("problems", state.problems());
        return facts;
    }

    private void say(String text) {
        if (!json) {
            out.println(text);
        }
    }

    private int report(int exit, String name, Object facts) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("home", store.root().toString());
            object.put(name, facts);
            out.println(Outcome.json(object));
        }
        return exit;
    }

    private int fail(int exit, String message) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("error", message);
            object.put("exit", exit);
            out.println(Outcome.json(object));
        } else {
            err.println("tito data: " + message);
        }
        return exit;
    }
}
