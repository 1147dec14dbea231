package tinytorch.board.program;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The boards: of one task the rankings, of all who is first. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show a task's rankings, or who is first in all tasks. With your token in TINYTORCH_TOKEN also where you stand.")
final class ShowCommand implements Callable<Integer> {
    private static final int FEW = 10;

    @Mixin
    private Remote remote;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}. Without it: all, in short.")
    private Task task;

    @Option(names = "--all", description = "Whole rankings, not only the first " + FEW + ".")
    private boolean all;

    @Option(names = "--json", description = "As the server tells it.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Map<Task, JsonNode> boards = new TreeMap<>();
        if (task != null) {
            boards.put(task, board(task));
        } else {
            everything(boards);
        }
        if (json) {
            ObjectNode many = JsonNodeFactory.instance.objectNode();
            boards.forEach((one, board) -> many.set(one.id(), board));
            out.println(task != null ? boards.get(task) : many);
            return 0;
        }
        String me = remote.me();
        if (task != null) {
            rankings(out, boards.get(task), me);
        } else {
            boards.forEach((one, board) -> leaders(out, one, board, me));
        }
        return 0;
    }

    private JsonNode board(Task one) throws InterruptedException {
        return remote.get("/api/board/" + one.id());
    }

    /** Those tasks that this competition has. */
    private void everything(Map<Task, JsonNode> boards) throws InterruptedException {
        for (Task one : Task.values()) {
            try {
                boards.put(one, board(one));
            } catch (BoardException e) {
                if (e.problem() != Problem.UNKNOWN_TASK) {
                    throw e;
                }
            }
        }
    }

    private static String part(JsonNode board) {
        return board.get("closed").booleanValue() ? ", closed: on the private part of the hidden set" : ", on the public part of the hidden set";
    }

    private void rankings(PrintWriter out, JsonNode board, String me) {
        out.println(task.id() + part(board));
        for (JsonNode category : board.get("categories")) {
            JsonNode ranking = category.get("ranking");
            out.println();
            out.println(category.get("title").stringValue());
            if (ranking.isEmpty()) {
                out.println("  nobody yet");
                continue;
            }
            Lines lines = new Lines(1).row("", "learner", "accuracy", task.text() ? "bits/char" : "", "p95", "size", "points/MB");
            for (int i = 0; i < ranking.size(); i++) {
                JsonNode entry = board.get("entries").get(ranking.get(i).intValue());
                String name = entry.get("learner").stringValue();
                if (all || i < FEW || name.equals(me)) {
                    lines.row((name.equals(me) ? "*" : " ") + "%3d".formatted(i + 1), name, accuracy(board, entry), task.text() ? bits(board, entry) : "",
                            Lines.millis(entry.get("p95")), Lines.bytes(entry.get("bytes")), Lines.number(entry.get("efficiency"), 1));
                }
            }
            lines.text().forEach(out::println);
            if (!all && ranking.size() > FEW) {
                out.println("      of " + ranking.size() + "; all of them: --all");
            }
        }
    }

    /** Until the close, and after it: with the digits that decide. */
    private static String accuracy(JsonNode board, JsonNode entry) {
        return Lines.percent(entry.get("accuracy"), board.get("closed").booleanValue() ? 3 : 1);
    }

    private static String bits(JsonNode board, JsonNode entry) {
        return Lines.number(entry.get("bits"), board.get("closed").booleanValue() ? 4 : 2);
    }

    private static void leaders(PrintWriter out, Task one, JsonNode board, String me) {
        out.println(one.id() + part(board));
        Lines lines = new Lines(1);
        for (JsonNode category : board.get("categories")) {
            JsonNode ranking = category.get("ranking");
            String title = "  " + category.get("title").stringValue();
            if (ranking.isEmpty()) {
                lines.row(title, "nobody yet", "", "");
                continue;
            }
            JsonNode first = board.get("entries").get(ranking.get(0).intValue());
            lines.row(title, first.get("learner").stringValue(), figure(category.get("id").stringValue(), board, first), place(board, ranking, me));
        }
        lines.text().forEach(out::println);
    }

    private static String figure(String category, JsonNode board, JsonNode entry) {
        return switch (category) {
            case "fastest" -> Lines.millis(entry.get("p95"));
            case "smallest" -> Lines.bytes(entry.get("bytes"));
            case "efficiency" -> Lines.number(entry.get("efficiency"), 1) + "/MB";
            default -> accuracy(board, entry);
        };
    }

    private static String place(JsonNode board, JsonNode ranking, String me) {
        for (int i = 0; i < ranking.size(); i++) {
            if (board.get("entries").get(ranking.get(i).intValue()).get("learner").stringValue().equals(me)) {
                return "you: " + (i + 1) + " of " + ranking.size();
            }
        }
        return "of " + ranking.size();
    }
}
