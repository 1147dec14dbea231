package tinytorch.board.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;
import tinytorch.board.store.Learners;

/** The places for uploads, each of which is held in memory: so many all together, and of these an eighth for one learner, who could otherwise take them all and give them back slowly. */
final class Places {
    private static final int SHARE = 8;

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Places(int most) {
        this.most = most;
    }

    synchronized void take(Learners.Learner learner, Context context) {
        int own = taken.getOrDefault(learner.id(), 0);
        boolean greedy = own >= Math.max(1, most / SHARE);
        if (greedy || all >= most) {
            context.header("Retry-After", "2");
            throw new BoardException(Problem.BUSY, greedy ? "you are uploading already. Try again when that has ended." : "too many uploads at once. Try again in some seconds.");
        }
        taken.put(learner.id(), own + 1);
        all++;
    }

    synchronized void release(Learners.Learner learner) {
        taken.computeIfPresent(learner.id(), (id, own) -> own == 1 ? null : own - 1);
        all--;
    }
}
