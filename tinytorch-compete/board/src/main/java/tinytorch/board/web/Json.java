package tinytorch.board.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tinytorch.board.Category;
import tinytorch.board.Entry;
import tinytorch.board.Figures;
import tinytorch.board.Pareto;
import tinytorch.board.Ranking;
import tinytorch.board.Standing;
import tinytorch.board.Submission;
import tinytorch.board.store.Boards;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the server tells. Of a score only {@link Figures} and measurements of time and memory leave it, also to its own learner. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(ObjectNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    static ObjectNode error(String word, String message) {
        return object().put("error", word).put("message", message);
    }

    /**
     * A task's board. Entries are listed once, rankings refer to them by their index: those that stand somewhere, and the Pareto front.
     * Records, which may have been outdone by their own learners since, are told by themselves.
     */
    public static ObjectNode board(Boards.Snapshot snapshot, TaskRules rules) {
        ObjectNode board = object().put("task", snapshot.task().id()).put("text", snapshot.task().text()).put("closed", snapshot.closed());
        board.putObject("rules").put("bytes", rules.mostBytes()).put("p95", rules.mostP95()).put("accuracy", rules.leastAccuracy());
        ArrayNode entries = board.putArray("entries");
        Map<Entry, Integer> index = new HashMap<>();
        ArrayNode categories = board.putArray("categories");
        for (Category category : Category.values()) {
            ObjectNode node = categories.addObject().put("id", category.id()).put("title", category.title());
            refer(Ranking.of(category, snapshot.entries(), snapshot.closed()), node.putArray("ranking"), entries, index);
            ArrayNode records = node.putArray("records");
            for (Standing record : Ranking.records(category, snapshot.entries(), snapshot.closed())) {
                records.addObject().put("learner", record.entry().learner()).put("received", record.entry().received()).put("value", category.figure(record.figures()));
            }
        }
        refer(Pareto.front(snapshot.entries(), snapshot.closed()), board.putArray("pareto"), entries, index);
        return board;
    }

    private static void refer(List<Standing> standings, ArrayNode references, ArrayNode entries, Map<Entry, Integer> index) {
        for (Standing standing : standings) {
            references.add(index.computeIfAbsent(standing.entry(), entry -> {
                ObjectNode node = entries.addObject().put("learner", entry.learner()).put("received", entry.received());
                figures(node, entry.score(), standing.figures());
                return entries.size() - 1;
            }));
        }
    }

    /** {@code closed}: whether its task is. */
    public static ObjectNode submission(Submission submission, boolean closed) {
        ObjectNode node = object().put("id", submission.id()).put("task", submission.task().id()).put("sha256", submission.sha256())
                .put("received", submission.received()).put("state", submission.state().name().toLowerCase(Locale.ROOT))
                .put("attempts", submission.attempts()).put("reason", submission.reason()).put("message", submission.message());
        if (submission.score() != null) {
            figures(node.putObject("score"), submission.score(), Figures.of(submission.score(), closed));
        }
        return node;
    }

    private static void figures(ObjectNode node, Score score, Figures figures) {
        number(node, "accuracy", figures.accuracy());
        number(node, "bits", figures.bits());
        number(node, "p95", figures.p95());
        node.put("bytes", figures.bytes());
        number(node, "efficiency", figures.efficiency());
        number(node, "p50", Figures.millis(score.latency().p50()));
        number(node, "p95Low", Figures.millis(score.latency().lowerQuartile()));
        number(node, "p95High", Figures.millis(score.latency().upperQuartile()));
        node.put("memory", score.memory().bytes());
    }

    /** JSON has no NaN. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    /** What watchers are told: only that something changed and how long the queues are. */
    static ObjectNode event(Map<Task, Feed.Now> tasks) {
        ObjectNode event = object();
        tasks.forEach((task, now) -> event.putObject(task.id()).put("scores", now.version().scores()).put("queue", now.version().queue())
                .put("waiting", now.waiting()).put("evaluating", now.evaluating()).put("closed", now.closed()));
        return event;
    }
}
