package tinytorch.contest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tinytorch.milestones.program.Arguments;
import tinytorch.milestones.program.UsageException;

/**
 * What the user asked for.
 *
 * @param cnn     where milestone {@code cnn} left its network
 * @param gpt     where milestone {@code tinygpt} left its
 * @param name    on the boards
 * @param epochs  of learning again after pruning
 * @param seed    of the order in which that is learned from, and of what the GPT writes
 * @param kernels the name of the kernels, empty for the fastest
 * @param threads how many threads the kernels use, 0 for one for each processor
 * @param port    of the page; 0 for a free one
 * @param keep    go on serving the page at the end
 * @param out     the folder of the competition
 * @param json    one JSON object on standard output, everything else on standard error
 * @param help    only show how to use it
 */
record LeaderboardOptions(Path cnn, Path gpt, String name, int epochs, long seed, String kernels, int threads, int port, boolean keep, Path out, boolean json, boolean help) {
    static final LeaderboardOptions DEFAULT = new LeaderboardOptions(Path.of("cnn-run"), Path.of("gpt-run"), "you", 2, 1, "", 0, 0, false, Path.of("leaderboard-run"), false, false);
    static final String USAGE = """
            usage: tito milestone leaderboard [options]
              --cnn DIR         where milestone cnn left its network (cnn-run)
              --gpt DIR         where milestone tinygpt left its network (gpt-run)
              --name NAME       yours, on the boards (you)
              --epochs N        of learning again after pruning (2)
              --seed N          of its order, and of what the GPT writes (1)
              --kernels NAME    vector, ladder or scalar (the fastest there are)
              --threads N       threads of the kernels (one for each processor)
              --port N          of the page, while it runs (a free one)
              --keep            go on serving the page at the end, until Ctrl-C
              --out DIR         folder of the competition (leaderboard-run)
              --json            one JSON object on standard output""";

    /** Reads the arguments, strictly: anything unknown or doubled is refused. */
    static LeaderboardOptions parse(String... args) throws UsageException {
        Arguments given = Arguments.read(Set.of("--cnn", "--gpt", "--name", "--epochs", "--seed", "--kernels", "--threads", "--port", "--out"), Set.of("--keep", "--json", "--help", "-h"), args);
        return new LeaderboardOptions(given.path("--cnn", DEFAULT.cnn, "folder"), given.path("--gpt", DEFAULT.gpt, "folder"), given.text("--name", DEFAULT.name),
                given.number("--epochs", DEFAULT.epochs, 1, 1000), given.whole("--seed", DEFAULT.seed), given.text("--kernels", DEFAULT.kernels),
                given.number("--threads", DEFAULT.threads, 1, 1024), given.number("--port", DEFAULT.port, 1, 65535), given.has("--keep"), given.path("--out", DEFAULT.out, "folder"),
                given.has("--json"), given.has("--help", "-h"));
    }

    /** What the server's program is told. */
    List<String> ofServer() {
        List<String> words = new ArrayList<>();
        if (port != 0) {
            words.addAll(List.of("--port", Integer.toString(port)));
        }
        if (keep) {
            words.add("--keep");
        }
        return words;
    }
}
