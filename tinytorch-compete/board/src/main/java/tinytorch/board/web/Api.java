package tinytorch.board.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Submissions;
import tinytorch.model.Task;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The interface over HTTP. Who asks for something of their own shows a token; what belongs to another is answered like what is not there. */
final class Api {
    private static final String BEARER = "Bearer ";
    private static final String JSON = "application/json";

    private final Learners learners;
    private final Submissions submissions;
    private final Feed feed;
    private final WebLimits limits;
    private final Upload upload;
    private final Places places;

    Api(Learners learners, Submissions submissions, Feed feed, WebLimits limits) {
        this.learners = learners;
        this.submissions = submissions;
        this.feed = feed;
        this.limits = limits;
        this.upload = new Upload(limits);
        this.places = new Places(limits.uploads());
    }

    void routes(RoutesConfig routes) {
        routes.post("/api/tasks/{task}/submissions", this::submit);
        read(routes, "/api/submissions", this::own);
        read(routes, "/api/submissions/{id}", this::one);
        read(routes, "/api/board/{task}", this::board);
        read(routes, "/api/health", context -> answer(context, Json.object().put("status", "up")));
    }

    /** For its content, and by HEAD for its headers alone: by the same rules, and the server leaves the content out. */
    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /** 201: in the queue. 200: the same bytes were handed in before, and this is that submission. */
    private void submit(Context context) throws IOException {
        Learners.Learner learner = learner(context);
        Task task = task(context);
        if (context.req().getContentLengthLong() > limits.bodyBytes()) {
            throw upload.tooLarge();
        }
        places.take(learner, context);
        try {
            Submissions.Accepted accepted = submissions.accept(learner, task, upload.read(context.req()));
            ObjectNode node = Json.submission(accepted.submission(), closed(task)).put("fresh", accepted.fresh()).put("left", accepted.left());
            answer(context.status(accepted.fresh() ? 201 : 200), node);
        } finally {
            places.release(learner);
        }
    }

    private void own(Context context) {
        Learners.Learner learner = learner(context);
        ObjectNode node = Json.object().put("learner", learner.name());
        ArrayNode list = node.putArray("submissions");
        submissions.of(learner).forEach(one -> list.add(told(one)));
        answer(context, node);
    }

    private void one(Context context) {
        Learners.Learner learner = learner(context);
        answer(context, told(submissions.one(learner, context.pathParam("id"))));
    }

    private ObjectNode told(Submission submission) {
        ObjectNode node = Json.submission(submission, closed(submission.task()));
        return submission.state() == State.QUEUED ? node.put("ahead", submissions.ahead(submission)) : node;
    }

    /** The same bytes for everybody, until scores change. */
    private void board(Context context) {
        Feed.Now now = feed.of(task(context));
        String tag = "\"" + now.version().scores() + (now.closed() ? "c" : "") + "\"";
        context.header("ETag", tag).header("Cache-Control", "no-cache");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(JSON).result(now.board());
        }
    }

    private Learners.Learner learner(Context context) {
        List<String> headers = Collections.list(context.req().getHeaders("Authorization"));
        if (headers.size() > 1) {
            throw new BoardException(Problem.WRONG_TOKEN, "there are two headers 'Authorization'. Send one.");
        }
        if (headers.isEmpty() || !headers.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new BoardException(Problem.NO_TOKEN, "this needs your token, as the header 'Authorization: Bearer TOKEN'.");
        }
        return learners.of(headers.getFirst().substring(BEARER.length()).trim());
    }

    private boolean closed(Task task) {
        Feed.Now now = feed.of(task);
        return now != null && now.closed();
    }

    private Task task(Context context) {
        Task task = Task.of(context.pathParam("task"));
        if (task == null || feed.of(task) == null) {
            throw new BoardException(Problem.UNKNOWN_TASK, "this competition has no such task.");
        }
        return task;
    }

    private static void answer(Context context, ObjectNode node) {
        context.contentType(JSON).header("Cache-Control", "no-store").result(Json.bytes(node));
    }
}
