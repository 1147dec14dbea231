package tinytorch.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tinytorch.model.Task;
import tinytorch.workbench.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a local competition ended with.
 *
 * @param told as the server tells it
 * @param name of the learner on the boards
 */
record Standings(JsonNode told, String name) {

    static Standings of(String json, String name) {
        return new Standings(JsonMapper.shared().readTree(json), name);
    }

    /**
     * A scored submission of the learner's.
     *
     * @param bits a character; NaN for images
     * @param p95  milliseconds for one example
     */
    record Measured(double accuracy, double bits, double p95, double p95Low, double p95High, long bytes, long memory) {
    }

    /** What the server measured of the learner's file; empty if it was not scored. */
    Optional<Measured> measured(String file) {
        for (JsonNode one : told.get("submissions")) {
            JsonNode score = one.path("score");
            if (one.get("learner").asString().equals(name) && one.get("file").asString().equals(file + ".zip") && score.isObject()) {
                return Optional.of(new Measured(score.get("accuracy").asDouble(), score.get("bits").isNull() ? Double.NaN : score.get("bits").asDouble(), score.get("p95").asDouble(),
                        score.get("p95Low").asDouble(), score.get("p95High").asDouble(), score.get("bytes").asLong(), score.get("memory").asLong()));
            }
        }
        return Optional.empty();
    }

    /** Why the server refused files of the learner's. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (JsonNode one : told.get("submissions")) {
            if (one.get("learner").asString().equals(name) && !one.get("reason").isNull()) {
                refusals.add(one.get("file").asString() + ": " + one.get("reason").asString() + ": " + one.get("message").asString());
            }
        }
        return refusals;
    }

    /** The learner's rank in each category of a task, 0 for none. */
    Map<String, Integer> ranks(Task task) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        JsonNode board = told.get("boards").path(task.id());
        for (JsonNode category : board.path("categories")) {
            int rank = 0;
            for (int i = 0; i < category.get("ranking").size() && rank == 0; i++) {
                rank = learner(board, category, i).equals(name) ? i + 1 : 0;
            }
            ranks.put(category.get("id").asString(), rank);
        }
        return ranks;
    }

    /** Who stands where in a task: each contestant's best figure in each category, with its rank. They may be of different models. */
    Table table(Task task) {
        JsonNode board = told.get("boards").get(task.id());
        Table table = new Table(task.id() + ", measured by the server; in brackets the rank", "", board.get("text").asBoolean() ? "bits a character" : "accuracy", "p95", "size", "points/MB");
        Map<String, String[]> rows = new LinkedHashMap<>();
        int column = 0;
        for (JsonNode category : board.get("categories")) {
            for (int place = 0; place < category.get("ranking").size(); place++) {
                rows.computeIfAbsent(learner(board, category, place), _ -> new String[] {"-", "-", "-", "-"})[column] = figure(board, category, place) + " (" + (place + 1) + ")";
            }
            column++;
        }
        rows.forEach((who, cells) -> table.row(who, cells[0], cells[1], cells[2], cells[3]));
        return table;
    }

    private static String learner(JsonNode board, JsonNode category, int place) {
        return entry(board, category, place).get("learner").asString();
    }

    private static String figure(JsonNode board, JsonNode category, int place) {
        JsonNode entry = entry(board, category, place);
        return switch (category.get("id").asString()) {
            case "accuracy" -> board.get("text").asBoolean() ? String.format(Locale.ROOT, "%.2f", entry.get("bits").asDouble())
                    : String.format(Locale.ROOT, "%.1f %%", 100 * entry.get("accuracy").asDouble());
            case "fastest" -> String.format(Locale.ROOT, "%.3f ms", entry.get("p95").asDouble());
            case "smallest" -> String.format(Locale.ROOT, "%.0f kB", entry.get("bytes").asDouble() / 1e3);
            default -> String.format(Locale.ROOT, "%.0f", entry.get("efficiency").asDouble());
        };
    }

    private static JsonNode entry(JsonNode board, JsonNode category, int place) {
        return board.get("entries").get(category.get("ranking").get(place).asInt());
    }
}
