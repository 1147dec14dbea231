package tinytorch.board.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import tinytorch.board.store.Database;
import tinytorch.board.work.EvaluationJudge;
import tinytorch.model.Evaluation;
import tinytorch.model.HiddenSet;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/** Options of the programs that run where the database is. */
final class Competition {
    static final InstantSource CLOCK = InstantSource.system();
    /** How long a dead evaluator's submission waits for the next. */
    static final Duration LEASE = Duration.ofSeconds(30);

    @Option(names = "--db", paramLabel = "DB", description = "An SQLite file, or jdbc:postgresql://HOST/NAME?user=USER&password=PASSWORD. Default: ${DEFAULT-VALUE}.")
    private String where = home().resolve("board.db").toString();

    /** Where a competition is kept unless it is told otherwise. */
    static Path home() {
        String told = System.getenv("TINYTORCH_LEADERBOARD");
        if (told != null && !told.isBlank()) {
            return Path.of(told).toAbsolutePath();
        }
        String data = System.getenv("XDG_DATA_HOME");
        Path base = data != null && !data.isBlank() ? Path.of(data) : Path.of(System.getProperty("user.home"), ".local", "share");
        return base.resolve("tinytorch").resolve("leaderboard").toAbsolutePath();
    }

    /** A number of an option that has bounds. */
    static void between(int least, int most, String option, int value) {
        if (value < least || value > most) {
            throw new ProgramException(Exit.USAGE, option + " must be from " + least + " to " + most + ", got " + value + ".");
        }
    }

    Database open() {
        return Database.open(where);
    }

    /** Options of the programs that evaluate. */
    static final class Rules {
        @Option(names = "--hidden", paramLabel = "DIR", description = "The folder of the hidden sets, mnist.safetensors and so on. A task with none is not competed in. Default: ${DEFAULT-VALUE}.")
        private Path hidden = home().resolve("hidden");

        @Option(names = "--minimum", paramLabel = "TASK=ACCURACY", description = "Another minimum accuracy, such as --minimum cifar10=0.7.")
        private Map<String, Double> minimum = new HashMap<>();

        /** The tasks whose hidden sets are there. Each is read: a damaged one is found out now, not by the first submission. */
        Map<Task, TaskRules> tasks() {
            minimum.forEach(Rules::check);
            Map<Task, TaskRules> tasks = new EnumMap<>(Task.class);
            for (Task task : Task.values()) {
                if (Files.exists(file(task))) {
                    check(task);
                    TaskRules usual = TaskRules.of(task);
                    tasks.put(task, minimum.containsKey(task.id()) ? usual.withLeastAccuracy(minimum.get(task.id())) : usual);
                }
            }
            if (tasks.isEmpty()) {
                throw new ProgramException(Exit.NO_DATA, "there is no hidden set in " + hidden + ". Make one first, such as: tito leaderboard dataset mnist");
            }
            return tasks;
        }

        private void check(Task task) {
            try {
                HiddenSet set = HiddenSet.read(file(task));
                if (set.task() != task) {
                    throw new ProgramException(Exit.NO_DATA, file(task) + " is a hidden set for " + set.task().id() + ", not for " + task.id() + ".");
                }
            } catch (IOException e) {
                throw new ProgramException(Exit.NO_DATA, "the hidden set " + file(task) + " can't be read: " + e.getMessage() + " Put a saved copy in its place, or make another: tito leaderboard dataset "
                        + task.id() + " --replace");
            }
        }

        private static void check(String task, double accuracy) {
            if (Task.of(task) == null || !(accuracy >= 0 && accuracy <= 1)) {
                throw new ProgramException(Exit.USAGE, "--minimum is a task and an accuracy from 0 to 1, such as cifar10=0.7; got " + task + "=" + accuracy + ".");
            }
        }

        EvaluationJudge judge(Map<Task, TaskRules> tasks) {
            Map<Task, EvaluationJudge.Contest> contests = new EnumMap<>(Task.class);
            tasks.forEach((task, rules) -> contests.put(task, new EvaluationJudge.Contest(Evaluation.of(rules), file(task))));
            return new EvaluationJudge(contests);
        }

        private Path file(Task task) {
            return hidden.resolve(task.id() + ".safetensors");
        }
    }
}
