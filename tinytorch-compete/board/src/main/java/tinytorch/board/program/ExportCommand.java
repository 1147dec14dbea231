package tinytorch.board.program;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tinytorch.board.Category;
import tinytorch.board.Figures;
import tinytorch.board.Ranking;
import tinytorch.board.Standing;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.model.Score;
import tinytorch.model.Task;

/** The standings of all tasks and categories. */
@Command(name = "export", mixinStandardHelpOptions = true,
        description = "Print the standings of all tasks and categories as CSV (RFC 4180). Run it where the server runs.")
final class ExportCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("task", "category", "rank", "learner", "submission", "received", "part", "accuracy", "bits_per_character", "p95_ms", "p95_low_ms", "p95_high_ms",
            "bytes", "points_per_megabyte", "memory_bytes");

    @Mixin
    private Competition competition;

    @Option(names = "--private", description = "By the private part of the hidden set, also before the close. For the instructor's eyes.")
    private boolean closed;

    @Option(names = "--json", description = "Print one JSON object instead.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Map<String, Object>> rows = rows();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Lines.json(Map.of("standings", rows)));
            return 0;
        }
        out.print(line(new ArrayList<>(COLUMNS)));
        rows.forEach(row -> out.print(line(new ArrayList<>(row.values()))));
        out.flush();
        return 0;
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Database database = competition.open()) {
            for (Task task : Task.values()) {
                Boards.Snapshot board = new Boards(database, Competition.CLOCK).of(task);
                boolean hidden = closed || board.closed();
                for (Category category : Category.values()) {
                    Ranking.of(category, board.entries(), hidden).forEach(standing -> rows.add(row(task, category, standing, hidden)));
                }
            }
        }
        return rows;
    }

    /** Not measured is null. The quartiles of p95 tell how far it can be trusted. */
    private static Map<String, Object> row(Task task, Category category, Standing standing, boolean hidden) {
        Figures figures = standing.figures();
        Score score = standing.entry().score();
        Object[] values = {task.id(), category.id(), standing.rank(), standing.entry().learner(), standing.entry().id(), Instant.ofEpochMilli(standing.entry().received()).toString(),
            hidden ? "private" : "public", figures.accuracy(), number(figures.bits()), figures.p95(), number(Figures.millis(score.latency().lowerQuartile())), number(Figures.millis(score.latency().upperQuartile())), figures.bytes(),
            figures.efficiency(), score.memory().bytes()};
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(COLUMNS.get(i), values[i]);
        }
        return row;
    }

    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String line(List<Object> cells) {
        return cells.stream().map(ExportCommand::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Names hold no comma and no quote, nor do they begin as a formula does: enrol sees to that. Whoever changes the database by hand gets a whole table all the same. */
    static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        String safe = text.matches("(?s)[=+@\\-\t\r].*") && !(value instanceof Number) ? "'" + text : text;
        return safe.matches("(?s).*[,\"\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
